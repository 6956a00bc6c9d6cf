package org.synctoasync.graphql.error;

import graphql.AssertException;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.MergedField;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.OneOfNullValueException;
import graphql.execution.OneOfTooManyKeysException;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.DataFetchingEnvironment;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the error of a field whose resolver failed: by a mapping of the application, or by the table in
 * {@link Failure}. It never throws, whatever the exception or the mapping throws, because the engine would send the
 * message to the client.
 *
 * <p><b>Threading:</b> called on the lane's thread. Stateless.
 */
public final class FetchingErrors implements DataFetcherExceptionHandler {
    private static final System.Logger LOG = System.getLogger(FetchingErrors.class.getName());

    private final Iterable<ErrorMapping> mappings;
    private final List<ErrorSource> sources;

    /**
     * Makes a handler.
     *
     * @param mappings the application's mappings, which are tried first
     * @param sources handle the other known kinds of exceptions
     */
    public FetchingErrors(Iterable<ErrorMapping> mappings, List<ErrorSource> sources) {
        this.sources = List.copyOf(sources);
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
        Throwable thrown = Failure.unwrapped(parameters.getException());
        if (thrown instanceof AccessDenied refused) {
            return List.of(new AccessDeniedError(refused, environment));
        }
        GraphQLError mapped = mapped(thrown, () -> GraphqlErrorBuilder.newError(environment));
        if (mapped != null) {
            return List.of(mapped);
        }
        String misfit = misfit(thrown, environment);
        if (misfit != null) {
            return List.of(of(new InvalidArgument(misfit), GraphqlErrorBuilder.newError(environment)));
        }
        List<GraphQLError> errors = known(thrown, environment);
        return errors.isEmpty() ? List.of(of(thrown, GraphqlErrorBuilder.newError(environment))) : errors;
    }

    private List<GraphQLError> known(Throwable thrown, DataFetchingEnvironment environment) {
        for (ErrorSource source : sources) {
            List<GraphQLError> errors = errors(source, thrown, environment);
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        return List.of();
    }

    private static List<GraphQLError> errors(
            ErrorSource source, Throwable thrown, DataFetchingEnvironment environment) {
        try {
            return source.errors(thrown, environment);
        } catch (Throwable failure) { // for example from a constraint's message or a validator
            LOG.log(Level.ERROR, "An exception cannot be described", LogSanitizer.of(failure));
            return List.of();
        }
    }

    /** The error of a value that the engine could not complete for the response. */
    public GraphQLError ofValue(Throwable failure, ExecutionStrategyParameters parameters) {
        MergedField field = parameters.getField();
        return mappedOrOf(failure, () -> {
            GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError().path(parameters.getPath());
            return field == null
                    ? builder
                    : builder.location(field.getSingleField().getSourceLocation());
        });
    }

    /** The error of a subscription whose source has failed. */
    public GraphQLError ofSource(Throwable failure) {
        return mappedOrOf(failure, GraphqlErrorBuilder::newError);
    }

    private GraphQLError mappedOrOf(Throwable failure, Supplier<GraphqlErrorBuilder<?>> builder) {
        GraphQLError mapped = mapped(Failure.unwrapped(failure), builder);
        return mapped == null ? of(failure, builder.get()) : mapped;
    }

    private @Nullable GraphQLError mapped(Throwable thrown, Supplier<GraphqlErrorBuilder<?>> builder) {
        try {
            for (ErrorMapping mapping : mappings) {
                GraphQLError mapped = mapping.map(thrown, builder.get());
                if (mapped != null) {
                    ReadError.check(mapped);
                    return mapped;
                }
            }
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "An ErrorMapping has failed; what it was to map is masked", LogSanitizer.of(failure));
        }
        return null;
    }

    /**
     * The message for a faulty argument that the engine detects only when a field reads it; null for any other failure.
     */
    private static @Nullable String misfit(Throwable thrown, DataFetchingEnvironment environment) {
        if (isOfInput(thrown)) {
            return ErrorCodes.inJson(ErrorCodes.shortened(thrown.getMessage()));
        }
        // the engine asserts that no input object has null where the variable or the place has a default
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

    private static GraphQLError of(Throwable failure, GraphqlErrorBuilder<?> builder) {
        return Failure.of(failure, String.valueOf(builder.getPath())).error(builder);
    }
}
