package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the queries that resolvers return instead of rows, so that each query reads the attributes that the request
 * selects.
 */
public interface UnsentQueries {
    /**
     * Whether a type is a query, for example {@code TypedQuery}. The first type argument of a query is the type of a
     * row.
     */
    boolean isQuery(Class<?> type);

    /**
     * Sends a query. It blocks; it is called on the resolver's thread, in the resolver's transaction.
     *
     * @param query the query that the resolver returned
     * @param selected the attributes of a row that the request selects; the query may read more
     * @return the rows
     */
    List<? extends @Nullable Object> rows(Object query, SelectedAttributes selected);
}
