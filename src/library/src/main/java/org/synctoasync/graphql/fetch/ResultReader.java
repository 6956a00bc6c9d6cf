package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what a resolver returned what the engine can take.
 *
 * <p><b>Threading:</b> called on the thread of the resolver, in its transaction.
 */
@FunctionalInterface
interface ResultReader {
    /** Reads what is lazy to its end. */
    @Nullable Object read(@Nullable Object result, DataFetchingEnvironment environment);
}
