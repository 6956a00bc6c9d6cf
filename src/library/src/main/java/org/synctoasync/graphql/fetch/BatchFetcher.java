package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.dataloader.DataLoaderOptions;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.loading.RequestLoaders;
import org.synctoasync.model.Call;
import org.synctoasync.model.Caller;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.resolver.Batch;

/**
 * Fetches a field by a {@link Batch} method, which is called once for all objects with the same arguments.
 *
 * <p><b>Threading:</b> called on the lane's thread; the method runs on the thread that its call mode selects.
 * Immutable.
 *
 * @param resolver the method
 * @param shape the method's parameter and result types
 * @param bindings the sources of the values of all parameters except the first
 * @param keys reads the keys of objects
 * @param caller calls the method
 */
public record BatchFetcher(
        ResolverMethod resolver, BatchShape shape, List<Parameters.Binding> bindings, BatchKeys keys, Caller caller)
        implements DataFetcher<@Nullable Object> {

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        Object source = Objects.requireNonNull(environment.<Object>getSource());
        Object key = keys.takesSources() ? source : keys.of(source);
        if (key == null) {
            return null;
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        bindings.forEach(binding -> arguments.add(binding.apply(environment)));
        return RequestLoaders.current()
                .get(
                        List.of(resolver.coordinate(), arguments, sharedWithin(environment)),
                        resolver.coordinate(),
                        this::options,
                        (List<Object> batch) -> call(batch, arguments))
                .load(key);
    }

    /**
     * The scope in which calls share a loader. An operation inside a resolver must not wait for a parallel batch,
     * because that batch may need a resource that the resolver holds.
     */
    private Object sharedWithin(DataFetchingEnvironment environment) {
        return resolver.mode().threadSensitive() ? "request" : environment.getExecutionId();
    }

    private DataLoaderOptions options() {
        Batch batch = Objects.requireNonNull(resolver.method().getAnnotation(Batch.class));
        DataLoaderOptions.Builder options =
                DataLoaderOptions.newOptions().setCachingEnabled(batch.cached()).setMaxBatchSize(batch.size());
        if (keys.takesSources()) {
            options.setCacheKeyFunction(keys::identity);
        }
        return options.build();
    }

    @SuppressWarnings("unchecked") // the caller returns a list, or a stage of a list; a loader accepts null values
    private CompletionStage<List<Object>> call(List<Object> batch, List<@Nullable Object> arguments) throws Exception {
        Object result = caller.call(new Call(resolver.coordinate(), resolver.mode(), () -> invoke(batch, arguments)));
        return (CompletionStage<List<Object>>) Results.stage(result);
    }

    private List<@Nullable Object> invoke(List<Object> batch, List<@Nullable Object> arguments) throws Exception {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(shape.keys(batch)));
        all.addAll(arguments);
        return shape.values(ResolverFetcher.invoke(resolver, all.toArray()), batch);
    }
}
