package org.synctoasync.graphql;

import graphql.ExecutionInput;
import java.util.IdentityHashMap;
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
    private final Map<EntityLoader<?, ?>, DataLoader<?, ?>> loaders = new IdentityHashMap<>(); // see Setting.equals

    RequestLoaders(List<EntityLoader<?, ?>> known, Lane lane, ExecutionInput input) {
        this(input);
        known.forEach(loader -> add(loader, fresh(loader, lane), input));
    }

    private RequestLoaders(ExecutionInput input) {
        registry = input.getDataLoaderRegistry();
    }

    /** The same loaders, for an operation inside this one. */
    RequestLoaders sharedWith(ExecutionInput input) {
        RequestLoaders shared = new RequestLoaders(input);
        loaders.forEach((loader, plain) -> shared.add(loader, plain, input));
        return shared;
    }

    private void add(EntityLoader<?, ?> loader, DataLoader<?, ?> plain, ExecutionInput input) {
        loaders.put(loader, plain);
        registry.register(loader.name(), plain);
        input.getGraphQLContext().put(loader.contextKey(), plain);
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
        BatchLoader<K, V> batch = keys -> {
            lane.statistics().batch(loader.name(), keys.size());
            return lane.call("DataLoader " + loader.name(), () -> function.load(keys));
        };
        return new LaneDataLoader<>(DataLoaderFactory.newDataLoader(loader.name(), batch), lane);
    }
}
