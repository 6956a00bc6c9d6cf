package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the queries that resolvers return instead of rows, so that they read what a request selects. */
public interface UnsentQueries {
    /** Whether a type is that of a query, such as {@code TypedQuery}; its first type argument is that of a row. */
    boolean isQuery(Class<?> type);

    /**
     * Sends a query. Blocks; called on the resolver's thread, in its transaction.
     *
     * @param query what the resolver returned
     * @param selected what the request selects of a row; the query may read more
     * @return the rows
     */
    List<? extends @Nullable Object> rows(Object query, SelectedAttributes selected);
}
