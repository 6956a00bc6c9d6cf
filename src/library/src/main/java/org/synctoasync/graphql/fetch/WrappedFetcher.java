package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A data fetcher that the application wired by hand. It is called as a blocking resolver.
 *
 * <p><b>Threading:</b> called on the lane's thread; the application's fetcher runs on the thread that its call mode
 * selects. Immutable.
 */
public final class WrappedFetcher implements DataFetcher<@Nullable Object> {
    private final DataFetcher<?> fetcher;
    private final FieldCalls calls;

    public WrappedFetcher(DataFetcher<?> fetcher, FieldCalls calls) {
        this.fetcher = fetcher;
        this.calls = calls;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Object result =
                calls.call(environment, () -> fetcher.get(environment), (returned, same) -> Results.consumed(returned));
        return Results.flat(calls.field(), result);
    }
}
