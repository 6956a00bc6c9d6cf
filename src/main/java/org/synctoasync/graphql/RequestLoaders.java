package org.synctoasync.graphql;

import graphql.ExecutionInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.LoadFunction;

/**
 * The loaders of one request. They live in the input's registry, beside those that the application put there, and in its
 * context; their batches run on the request's lane.
 *
 * <p><b>Threading:</b> belongs to the lane's thread.
 */
final class RequestLoaders {
    private final DataLoaderRegistry registry;
    private final Map<EntityLoader<?, ?>, DataLoader<?, ?>> loaders = new HashMap<>();

    RequestLoaders(List<EntityLoader<?, ?>> known, Lane lane, ExecutionInput input) {
        registry = input.getDataLoaderRegistry();
        for (EntityLoader<?, ?> loader : known) {
            DataLoader<?, ?> fresh = fresh(loader, lane);
            loaders.put(loader, fresh);
            registry.register(loader.name(), fresh);
            input.getGraphQLContext().put(loader.contextKey(), fresh);
        }
    }

    /**
     * The loaders of the request that the caller's thread works for.
     *
     * @throws IllegalStateException if it works for none
     */
    static RequestLoaders current() {
        Lane lane = Lane.current();
        if (lane == null || !(lane.operation() instanceof EngineOperation operation)) {
            throw new IllegalStateException("No request runs on thread "
                    + Thread.currentThread().getName() + "; a DataLoader works inside a resolver only");
        }
        return operation.loaders();
    }

    @SuppressWarnings("unchecked") // fresh() made it of the same K and V
    <K, V> DataLoader<K, V> get(EntityLoader<K, V> loader) {
        return (DataLoader<K, V>) Objects.requireNonNull(loaders.get(loader));
    }

    /** Sends the keys that have been gathered. */
    boolean dispatch() {
        return registry.dispatchAllWithCount() > 0;
    }

    private static <K, V> DataLoader<K, V> fresh(EntityLoader<K, V> loader, Lane lane) {
        LoadFunction<K, V> function = loader.function();
        BatchLoader<K, V> batch = keys -> lane.call(() -> function.load(keys));
        return new LaneDataLoader<>(DataLoaderFactory.newDataLoader(loader.name(), batch), lane);
    }
}
