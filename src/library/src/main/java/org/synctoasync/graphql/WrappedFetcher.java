package org.synctoasync.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.Call;
import org.synctoasync.resolver.CallMode;
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
    private final CallMode mode;
    private final String field;

    WrappedFetcher(DataFetcher<?> fetcher, Caller caller, CallMode mode, String field) {
        this.mode = mode;
        this.field = field;
        this.fetcher = fetcher;
        this.caller = caller;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        return Results.flat(
                field, caller.call(new Call(field, mode, () -> Results.consumed(fetcher.get(environment)))));
    }
}
