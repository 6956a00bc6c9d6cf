package org.synctoasync.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.Call;
import org.synctoasync.resolver.Caller;

/**
 * A data fetcher that the application wired by hand, called as a blocking resolver.
 *
 * <p><b>Threading:</b> called on the engine's thread, the lane's; the application's fetcher runs where its call is carried.
 * Immutable.
 */
final class WrappedFetcher implements DataFetcher<@Nullable Object> {
    private final DataFetcher<?> fetcher;
    private final Caller caller;
    private final boolean threadSensitive;

    WrappedFetcher(DataFetcher<?> fetcher, Caller caller, boolean threadSensitive) {
        this.threadSensitive = threadSensitive;
        this.fetcher = fetcher;
        this.caller = caller;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Object result = caller.call(new Call(threadSensitive, () -> ResolverFetcher.onLane(fetcher.get(environment))));
        return result instanceof CompletionStage<?> stage ? stage.thenCompose(WrappedFetcher::flat) : result;
    }

    /** What a fetcher returns is not known before it runs: its stage is awaited too. */
    @SuppressWarnings("unchecked") // the engine takes any value
    private static CompletionStage<Object> flat(Object value) {
        return value instanceof CompletionStage<?> stage
                ? (CompletionStage<Object>) stage
                : CompletableFuture.completedFuture(value);
    }
}
