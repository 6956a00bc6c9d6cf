package org.synctoasync.graphql.error;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;

/**
 * Turns an exception of one kind, which a resolver threw, into errors for the client.
 *
 * <p><b>Threading:</b> called on lanes' threads, by many at once.
 */
@FunctionalInterface
public interface ErrorSource {
    /** The errors of an exception; none if it is of another kind. */
    List<GraphQLError> errors(Throwable thrown, DataFetchingEnvironment environment);
}
