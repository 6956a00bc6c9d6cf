package org.synctoasync.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A data fetcher that the application wired by hand, called as a blocking resolver.
 *
 * <p><b>Threading:</b> called on the engine's thread, the lane's; the application's fetcher runs where its call is carried.
 * Immutable.
 */
final class WrappedFetcher implements DataFetcher<@Nullable Object> {
    private final DataFetcher<?> fetcher;
    private final FieldCalls calls;

    WrappedFetcher(DataFetcher<?> fetcher, FieldCalls calls) {
        this.fetcher = fetcher;
        this.calls = calls;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Object result = calls.call(
                environment, () -> fetcher.get(environment), (returned, same) -> Results.consumed(returned));
        return result instanceof CompletionStage<?> stage ? stage.thenCompose(this::flat) : result;
    }

    /** What a fetcher returns is not known before it runs: its stage is awaited too. */
    @SuppressWarnings("unchecked") // the engine takes any value
    private CompletionStage<Object> flat(Object value) {
        return value instanceof CompletionStage<?> stage
                ? (CompletionStage<Object>) Objects.requireNonNull(Results.onLane(calls.field(), stage))
                : CompletableFuture.completedFuture(value);
    }
}
