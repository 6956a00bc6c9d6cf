package org.synctoasync.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes the error of a field whose resolver threw. An exception's message may tell of tables, classes and addresses, so
 * the client gets an id, under which the log has the exception.
 *
 * <p><b>Threading:</b> called on the lane's thread. Stateless.
 */
final class FetchingErrors implements DataFetcherExceptionHandler {
    private static final System.Logger LOG = System.getLogger(FetchingErrors.class.getName());

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error(parameters)).build());
    }

    private static GraphQLError error(DataFetcherExceptionHandlerParameters parameters) {
        return of(parameters.getException(), GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment()));
    }

    /**
     * Makes an error of an exception.
     *
     * @param error knows the path and the location, if there are any
     */
    static GraphQLError of(Throwable failure, GraphqlErrorBuilder<?> error) {
        Throwable thrown = unwrapped(failure);
        if (thrown instanceof InvalidArgument invalid) {
            return error.message("%s", invalid.text())
                    .extensions(Map.of("code", "BAD_USER_INPUT"))
                    .build();
        }
        String code = Ending.code(thrown);
        if (code != null) {
            return error.message("%s", thrown.getMessage())
                    .extensions(Map.of("code", code))
                    .build();
        }
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Error " + id + " at " + error.getPath(), thrown);
        return error.message("Internal error; the server's log has it under %s", id)
                .extensions(Map.of("code", "INTERNAL_ERROR", "id", id))
                .build();
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
