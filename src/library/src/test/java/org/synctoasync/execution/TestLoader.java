package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A loader as the lane sees it. It gathers keys on the lane's thread and loads each batch in one call there. The value
 * of a key is its text.
 */
final class TestLoader {
    private final List<Load> gathered = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private Lane lane;

    private record Load(int key, LaneFuture<String> value) {}

    /** Begins a request. */
    void use(Lane itsLane) {
        lane = itsLane;
    }

    LaneFuture<String> load(int key) {
        LaneFuture<String> value = lane.promise();
        if (lane.isOwnThread()) {
            gathered.add(new Load(key, value));
        } else {
            lane.execute(() -> gathered.add(new Load(key, value)));
        }
        return value;
    }

    boolean dispatch() {
        List<Load> batch = List.copyOf(gathered);
        gathered.clear();
        if (!batch.isEmpty()) {
            batches.add(batch.size());
            CompletableFuture<List<String>> rows = lane.call(
                    "batch",
                    () -> batch.stream().map(load -> String.valueOf(load.key())).toList());
            var unused = rows.thenAccept(values -> {
                for (int i = 0; i < values.size(); i++) {
                    batch.get(i).value().complete(values.get(i));
                }
            });
        }
        return !batch.isEmpty();
    }

    /** The sizes of the batches, in the order in which they were sent. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }
}
