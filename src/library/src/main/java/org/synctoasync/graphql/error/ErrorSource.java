package org.synctoasync.graphql.error;

import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;

/**
 * Maps one kind of exceptions that resolvers throw to errors for the client.
 *
 * <p><b>Threading:</b> called concurrently, on the lanes' threads.
 */
@FunctionalInterface
public interface ErrorSource {
    /** The errors of an exception; empty if the exception is of another kind. */
    List<GraphQLError> errors(Throwable thrown, DataFetchingEnvironment environment);
}
