package org.synctoasync.graphql.error;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.InvalidSyntaxError;
import graphql.SerializationError;
import graphql.TypeMismatchError;
import graphql.UnresolvedTypeError;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.validation.ValidationError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The error codes in {@code extensions.code}; docs/reference/protocol.md lists them all.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class ErrorCodes {
    /** The document does not parse. */
    public static final String PARSE_FAILED = "GRAPHQL_PARSE_FAILED";

    /** The document is not valid. */
    public static final String VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED";

    /** The request does not determine which operation to execute. */
    public static final String NO_OPERATION = "OPERATION_RESOLUTION_FAILURE";

    /** A variable or an argument has a value that cannot be used. */
    public static final String BAD_USER_INPUT = "BAD_USER_INPUT";

    /** The user has not logged in. */
    public static final String UNAUTHENTICATED = "UNAUTHENTICATED";

    /** The user has no permission. */
    public static final String FORBIDDEN = "FORBIDDEN";

    /** A limit is exceeded. */
    public static final String LIMIT_EXCEEDED = "LIMIT_EXCEEDED";

    /** Introspection of the schema is disabled. */
    public static final String INTROSPECTION_DISABLED = "INTROSPECTION_DISABLED";

    /** A non-null field has the value null. */
    public static final String NULL_VALUE = "NULL_VALUE";

    /** A subscriber receives events more slowly than they are published. */
    public static final String SLOW_SUBSCRIBER = "SLOW_SUBSCRIBER";

    /** An internal error; only the server's log has the details. */
    public static final String INTERNAL_ERROR = "INTERNAL_ERROR";

    /** The server is busy or shutting down. */
    public static final String UNAVAILABLE = "UNAVAILABLE";

    /** The request has reached its deadline. */
    public static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";

    /** The request was cancelled: nobody waits for the response any more. */
    public static final String CANCELLED = "CANCELLED";

    /** The response was already sent, and the request does no more work. */
    public static final String REQUEST_ENDED = "REQUEST_ENDED";

    /** Resolvers wait for each other. */
    public static final String DEADLOCK = "DEADLOCK";

    private static final String KEY = "code";

    private static final Map<String, String> JSON_NAMES = Map.of(
            "LinkedHashMap", "object",
            "ArrayList", "list",
            "UploadedFile", "file",
            "Integer", "number",
            "Long", "number",
            "BigInteger", "number",
            "Double", "number",
            "BigDecimal", "number");

    private ErrorCodes() {}

    /** The code of an error; null if the error has no code. */
    public static @Nullable String of(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        return extensions != null && extensions.get(KEY) instanceof String code ? code : null;
    }

    /** Whether the user may read no requested field, so that nothing was executed. */
    public static boolean isRefused(ExecutionResult answer) {
        return !answer.isDataPresent()
                && answer.getErrors().stream().anyMatch(error -> error instanceof AccessDeniedError);
    }

    /** Whether the request was rejected only because the user has not logged in. */
    public static boolean isLoginMissing(ExecutionResult answer) {
        return answer.getErrors().stream().allMatch(error -> UNAUTHENTICATED.equals(of(error)));
    }

    /**
     * Returns the response with a code in every error. The errors in it can be read without calling the application.
     * Errors that would reveal internals of the program, and errors that cannot be read, are masked.
     */
    public static ExecutionResult added(ExecutionResult answer) {
        return answer.getErrors().isEmpty()
                ? answer
                : answer.transform(builder -> builder.errors(
                        answer.getErrors().stream().map(ErrorCodes::coded).toList()));
    }

    private static GraphQLError coded(GraphQLError error) {
        if (error instanceof AccessDeniedError || error instanceof ReadError) {
            return error;
        }
        try {
            return coded(error, ReadError.of(error));
        } catch (Throwable unreadable) {
            return Failure.of(unreadable).error(GraphqlErrorBuilder.newError().path(ReadError.pathOf(error)));
        }
    }

    private static GraphQLError coded(GraphQLError error, ReadError read) {
        if (of(read) != null) {
            return read;
        }
        if (error instanceof SerializationError
                || error instanceof TypeMismatchError
                || error instanceof UnresolvedTypeError) {
            return masked(read);
        }
        String code = code(error);
        String message = String.valueOf(read.getMessage());
        return copy(read, code.equals(BAD_USER_INPUT) ? inJson(message) : message, Map.of(KEY, code));
    }

    /**
     * Replaces Java class names by JSON type names. The engine names the Java class of a variable's value that does not
     * fit.
     */
    static String inJson(String message) {
        String named = message;
        for (Map.Entry<String, String> each : JSON_NAMES.entrySet()) {
            named = named.replace("'" + each.getKey() + "'", "'" + each.getValue() + "'");
        }
        return named;
    }

    private static String code(GraphQLError error) {
        if (error instanceof InvalidSyntaxError) {
            return PARSE_FAILED;
        }
        if (error instanceof ValidationError) {
            return VALIDATION_FAILED;
        }
        return error instanceof NonNullableFieldWasNullError ? NULL_VALUE : BAD_USER_INPUT;
    }

    /**
     * Masks the error of a resolver's value that does not fit the schema, because its message names the value's class.
     */
    private static GraphQLError masked(GraphQLError error) {
        String id = InternalErrors.log(new IllegalStateException(error.getMessage()), String.valueOf(error.getPath()));
        return copy(error, InternalErrors.message(id), InternalErrors.extensions(id));
    }

    private static GraphQLError copy(GraphQLError error, String message, Map<String, Object> more) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        if (error.getExtensions() != null) {
            extensions.putAll(error.getExtensions());
        }
        extensions.putAll(more);
        GraphqlErrorBuilder<?> copy =
                GraphqlErrorBuilder.newError().message("%s", shortened(message)).extensions(extensions);
        if (error.getPath() != null) {
            copy.path(error.getPath());
        }
        if (error.getLocations() != null) {
            copy.locations(error.getLocations());
        }
        return copy.build();
    }

    /** Shortens a message. The engine quotes the input that it does not understand, whatever its length. */
    public static String shortened(@Nullable String message) {
        String text = String.valueOf(message);
        return text.length() <= 500 ? text : text.substring(0, 500) + " ...";
    }
}
