package org.synctoasync.graphql;

import graphql.AssertException;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.SlowSubscriberException;

/**
 * Makes the error of a field whose resolver threw. An exception's message may tell of tables, classes and addresses, so
 * the client gets an id, under which the log has the exception.
 *
 * <p><b>Threading:</b> called on the lane's thread. Stateless.
 */
final class FetchingErrors implements DataFetcherExceptionHandler {
    private final Iterable<ErrorMapping> mappings;
    private final Violations violations;

    FetchingErrors(Iterable<ErrorMapping> mappings, Violations violations) {
        this.violations = violations;
        this.mappings = mappings;
    }

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult()
                .errors(errors(parameters))
                .build());
    }

    private List<GraphQLError> errors(DataFetcherExceptionHandlerParameters parameters) {
        DataFetchingEnvironment environment = parameters.getDataFetchingEnvironment();
        Throwable thrown = unwrapped(parameters.getException());
        if (thrown instanceof Refused refused) {
            return List.of(new RefusedError(refused, environment));
        }
        GraphQLError mapped = mapped(thrown, () -> GraphqlErrorBuilder.newError(environment));
        if (mapped != null) {
            return List.of(mapped);
        }
        String misfit = misfit(thrown, environment);
        if (misfit != null) {
            return List.of(GraphqlErrorBuilder.newError(environment)
                    .message("%s", misfit)
                    .extensions(Map.of("code", ErrorCodes.BAD_USER_INPUT))
                    .build());
        }
        List<GraphQLError> invalid = violations.errors(thrown, environment);
        return invalid.isEmpty() ? List.of(of(thrown, GraphqlErrorBuilder.newError(environment))) : invalid;
    }

    /** The error of a subscription whose source has failed. */
    GraphQLError ofSource(Throwable failure) {
        GraphQLError mapped = mapped(unwrapped(failure), GraphqlErrorBuilder::newError);
        return mapped == null ? of(failure, GraphqlErrorBuilder.newError()) : mapped;
    }

    private @Nullable GraphQLError mapped(Throwable thrown, Supplier<GraphqlErrorBuilder<?>> builder) {
        for (ErrorMapping mapping : mappings) {
            GraphQLError mapped = mapping.map(thrown, builder.get());
            if (mapped != null) {
                return mapped;
            }
        }
        return null;
    }

    /**
     * Makes an error of an exception that no mapping of the application knows.
     *
     * @param error knows the path and the location, if there are any
     */
    static GraphQLError of(Throwable failure, GraphqlErrorBuilder<?> error) {
        Throwable thrown = unwrapped(failure);
        if (thrown instanceof InvalidArgument invalid) {
            return error.message("%s", invalid.text())
                    .extensions(Map.of("code", ErrorCodes.BAD_USER_INPUT))
                    .build();
        }
        if (thrown instanceof SlowSubscriberException slow) {
            return error.message("%s", slow.getMessage())
                    .extensions(Map.of("code", ErrorCodes.SLOW_SUBSCRIBER))
                    .build();
        }
        String code = Ending.code(thrown);
        if (code != null) {
            return error.message("%s", thrown.getMessage())
                    .extensions(Map.of("code", code))
                    .build();
        }
        String id = InternalErrors.log(thrown, String.valueOf(error.getPath()));
        return error.message("%s", InternalErrors.message(id))
                .extensions(InternalErrors.extensions(id))
                .build();
    }

    /** What the engine finds wrong with an argument only when a field reads it; null if the failure is another one. */
    private static @Nullable String misfit(Throwable thrown, DataFetchingEnvironment environment) {
        if (isOfInput(thrown)) {
            return ErrorCodes.inJson(ErrorCodes.shortened(thrown.getMessage()));
        }
        // the engine takes null for impossible in an input object, if the variable or the place has a default
        return thrown instanceof AssertException && environment.getVariables().containsValue(null)
                ? "An argument must not be null, and its variable is"
                : null;
    }

    private static boolean isOfInput(Throwable thrown) {
        return thrown instanceof NonNullableValueCoercedAsNullException
                || thrown instanceof OneOfNullValueException
                || thrown instanceof OneOfTooManyKeysException
                || thrown instanceof InputMapDefinesTooManyFieldsException
                || thrown instanceof CoercingParseValueException
                || thrown instanceof CoercingParseLiteralException;
    }

    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
