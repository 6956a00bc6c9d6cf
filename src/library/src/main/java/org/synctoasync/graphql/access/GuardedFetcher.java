package org.synctoasync.graphql.access;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identity;
import org.synctoasync.graphql.error.AccessDenied;
import org.synctoasync.model.Access;

/**
 * Fetches a protected field if the user may read it. Otherwise it calls nothing: no argument is bound, and no statement
 * is sent.
 *
 * <p><b>Threading:</b> called on the engine's thread. Immutable.
 *
 * @param rules returns the access rules of the field for an object; all of them must allow the user
 * @param fetcher fetches the field
 */
public record GuardedFetcher(Function<@Nullable Object, List<Access>> rules, DataFetcher<?> fetcher)
        implements DataFetcher<@Nullable Object> {
    /** Returns the fetcher behind the guard; the same fetcher if it has no guard. */
    public static DataFetcher<?> behind(DataFetcher<?> fetcher) {
        return fetcher instanceof GuardedFetcher guarded ? guarded.fetcher() : fetcher;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        List<Access> all = rules.apply(environment.getSource());
        if (!all.isEmpty()) {
            Identity user = environment.getGraphQlContext().getOrDefault(Identity.class, Identity.NOBODY);
            all.forEach(access -> AccessDenied.unlessAllowed(access, user));
        }
        return fetcher.get(environment);
    }
}
