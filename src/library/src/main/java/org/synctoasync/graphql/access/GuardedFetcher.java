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
 * Fetches a protected field, for who may read it; for others nothing is called: no argument is bound, no statement sent.
 *
 * <p><b>Threading:</b> called on the engine's thread. Immutable.
 *
 * @param rules who may read the field of an object, all of which must let the user pass
 * @param fetcher fetches the field
 */
public record GuardedFetcher(Function<@Nullable Object, List<Access>> rules, DataFetcher<?> fetcher)
        implements DataFetcher<@Nullable Object> {
    /** What fetches a field, for those who may read it. */
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
