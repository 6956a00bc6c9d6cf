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
 * A loader that gathers its keys on the lane of its request, whichever thread loads.
 *
 * <p><b>Threading:</b> the lane's thread and its parallel tasks may call the load methods; all other methods belong to
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

    /** Sends the gathered keys and waits for their values; the lane continues meanwhile. */
    @Override
    public List<V> dispatchAndJoin() {
        return Lane.await(onLane(delegate::dispatch));
    }

    /**
     * Turns an exception that a loader throws at once, for example for a null key, into a failed stage, so that the
     * loader's caller gets it and not the lane.
     */
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
