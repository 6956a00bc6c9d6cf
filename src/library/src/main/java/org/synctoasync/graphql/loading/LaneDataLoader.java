package org.synctoasync.graphql.loading;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.DelegatingDataLoader;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.LaneFuture;

/**
 * A loader whose keys are gathered on the lane of its request, whatever thread asks.
 *
 * <p><b>Threading:</b> the load methods may be called by the lane's thread and by its parallel tasks; all others belong to
 * the lane's thread.
 */
final class LaneDataLoader<K, V> extends DelegatingDataLoader<K, V> {
    private final Lane lane;

    LaneDataLoader(DataLoader<K, V> plain, Lane lane) {
        super(plain);
        this.lane = lane;
    }

    @Override
    public CompletableFuture<V> load(K key) {
        return onLane(() -> delegate.load(key));
    }

    @Override
    public CompletableFuture<V> load(K key, @Nullable Object keyContext) {
        return onLane(() -> delegate.load(key, keyContext));
    }

    @Override
    public CompletableFuture<List<V>> loadMany(List<K> keys) {
        return onLane(() -> delegate.loadMany(keys));
    }

    @Override
    public CompletableFuture<List<V>> loadMany(List<K> keys, List<Object> keyContexts) {
        return onLane(() -> delegate.loadMany(keys, keyContexts));
    }

    @Override
    public CompletableFuture<Map<K, V>> loadMany(Map<K, ?> keysAndContexts) {
        return onLane(() -> delegate.loadMany(keysAndContexts));
    }

    /** Sends what has been gathered, and waits for it; the lane goes on meanwhile. */
    @Override
    public List<V> dispatchAndJoin() {
        return Lane.await(onLane(delegate::dispatch));
    }

    /** What a loader throws at once, as for a key that is null, is its caller's to see, not the lane's. */
    private static <T> CompletionStage<T> loaded(Supplier<? extends CompletionStage<T>> load) {
        try {
            return load.get();
        } catch (Throwable refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private <T> CompletableFuture<T> onLane(Supplier<? extends CompletionStage<T>> load) {
        LaneFuture<T> result = lane.promise();
        if (lane.isOwnThread()) {
            result.follow(load.get());
        } else {
            lane.execute(() -> result.follow(loaded(load)));
        }
        return result;
    }
}
