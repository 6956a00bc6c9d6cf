package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Converts the result of a resolver to a value that the engine accepts.
 *
 * <p><b>Threading:</b> called on the resolver's thread, in its transaction.
 */
@FunctionalInterface
interface ResultReader {
    /** Reads a lazy result completely. */
    @Nullable Object read(@Nullable Object result, DataFetchingEnvironment environment);
}
