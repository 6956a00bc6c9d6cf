package org.synctoasync.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.PutResolvers.Put;

/**
 * A mutation like those of {@link PutResolvers}, on a parallel thread. It is not allowed if a request has one
 * transaction.
 */
@ApplicationScoped
public class BesidePuts {
    /** The fields to add to a schema that has those of {@link PutResolvers}. */
    public static final String SCHEMA = """

            extend type Mutation {
              putBeside(row: Int!, end: String!): Put
            }
            """;

    @Inject
    private PutResolvers puts;

    @Mutation
    @SyncToAsync(threadSensitive = false)
    public Put putBeside(int row, String end) throws Exception {
        return puts.put(row, end);
    }
}
