package org.synctoasync.graphql.loading;

import graphql.ExecutionInput;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dataloader.BatchLoader;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.synctoasync.execution.Lane;
import org.synctoasync.model.LoadFunction;

/**
 * The loaders of one request. They are stored in the input's registry, beside those of the application, and in the
 * input's context. Their batches run on the request's lane.
 *
 * <p><b>Threading:</b> belongs to the lane's thread.
 */
public final class RequestLoaders {
    private final DataLoaderRegistry registry;
    private final Map<Object, DataLoader<?, ?>> loaders;
    private final List<DataLoader<?, ?>> own = new ArrayList<>();
    private final Lane lane;

    public RequestLoaders(List<EntityLoader<?, ?>> known, Lane lane, ExecutionInput input) {
        this(input, lane, new ConcurrentHashMap<>());
        known.forEach(loader -> add(loader, get(loader.function()), input));
    }

    private RequestLoaders(ExecutionInput input, Lane lane, Map<Object, DataLoader<?, ?>> loaders) {
        this.registry = input.getDataLoaderRegistry();
        this.lane = lane;
        this.loaders = loaders;
    }

    /** The same loaders for an operation inside this one. */
    public RequestLoaders sharedWith(List<EntityLoader<?, ?>> known, ExecutionInput input) {
        RequestLoaders shared = new RequestLoaders(input, lane, loaders);
        known.forEach(loader -> shared.add(loader, get(loader.function()), input));
        return shared;
    }

    private void add(EntityLoader<?, ?> loader, DataLoader<?, ?> plain, ExecutionInput input) {
        registry.register(loader.name(), plain);
        input.getGraphQLContext().put(loader.contextKey(), plain);
    }

    /**
     * The loaders of the request for which the calling thread works.
     *
     * @throws IllegalStateException if it works for none
     */
    public static RequestLoaders current() {
        CurrentRequest request = CurrentRequest.current();
        if (request == null) {
            throw new IllegalStateException("No request runs on thread "
                    + Thread.currentThread().getName() + "; a DataLoader works inside a resolver only");
        }
        return request.loaders();
    }

    /** Clears all loaders of the request, so that they read again. Call it only on a lane's thread. */
    public static void forget(DataFetchingEnvironment environment) {
        environment.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
        CurrentRequest request = CurrentRequest.current();
        if (request != null) {
            request.loaders().loaders.values().forEach(DataLoader::clearAll);
        }
    }

    /** The loader that uses a function. */
    public <K, V> DataLoader<K, V> get(LoadFunction<K, V> function) {
        return get(function, function);
    }

    /** The loader with an identity and a function. It is made on the first call. */
    public <K, V> DataLoader<K, V> get(Object identity, LoadFunction<K, V> function) {
        return get(
                identity,
                function.name(),
                () -> DataLoaderOptions.newOptions()
                        .setCacheKeyFunction((Object key) -> LoaderKeys.identity(function, key))
                        .build(),
                keys -> lane.call("DataLoader " + function.name(), () -> LoaderKeys.load(function, keys)));
    }

    /**
     * The loader with an identity. It is made on the first call.
     *
     * @param name the loader's name in messages and statistics
     * @param options supplies the options when the loader is made
     * @param batch loads the values of keys, starting on the lane's thread
     */
    @SuppressWarnings("unchecked") // callers with the same identity use the same types
    public <K, V> DataLoader<K, V> get(
            Object identity, String name, Supplier<DataLoaderOptions> options, Batches<K, V> batch) {
        DataLoader<?, ?> known = loaders.get(identity);
        return (DataLoader<K, V>) (known == null ? make(identity, name, options.get(), batch) : known);
    }

    /** Sends the gathered keys. Returns whether there were any. */
    public boolean dispatch() {
        int sent = registry.dispatchAllWithCount();
        for (DataLoader<?, ?> loader : List.copyOf(own)) {
            sent += loader.dispatchWithCounts().getKeysCount();
        }
        return sent > 0;
    }

    private <K, V> DataLoader<K, V> make(Object identity, String name, DataLoaderOptions options, Batches<K, V> batch) {
        BatchLoader<K, V> counted = keys -> {
            lane.statistics().batch(name, keys.size());
            try {
                return batch.load(keys);
            } catch (Throwable refused) { // an Error would escape from the engine
                return CompletableFuture.failedFuture(refused);
            }
        };
        DataLoader<K, V> made = new LaneDataLoader<>(DataLoaderFactory.newDataLoader(name, counted, options), lane);
        loaders.put(identity, made);
        own.add(made);
        return made;
    }

    /** Loads the values of many keys. */
    @FunctionalInterface
    public interface Batches<K, V> {
        CompletionStage<List<V>> load(List<K> keys) throws Exception;
    }
}
