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
 * The codes that errors bear in {@code extensions.code}; docs/reference/protocol.md lists them all.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class ErrorCodes {
    /** The document does not parse. */
    public static final String PARSE_FAILED = "GRAPHQL_PARSE_FAILED";

    /** The document is not valid. */
    public static final String VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED";

    /** It is not clear which operation is to be executed. */
    public static final String NO_OPERATION = "OPERATION_RESOLUTION_FAILURE";

    /** A variable or an argument has a value that cannot be used. */
    public static final String BAD_USER_INPUT = "BAD_USER_INPUT";

    /** Who asks has not logged in. */
    public static final String UNAUTHENTICATED = "UNAUTHENTICATED";

    /** Who asks may not. */
    public static final String FORBIDDEN = "FORBIDDEN";

    /** A limit is exceeded. */
    public static final String LIMIT_EXCEEDED = "LIMIT_EXCEEDED";

    /** The schema is not shown. */
    public static final String INTROSPECTION_DISABLED = "INTROSPECTION_DISABLED";

    /** A field that cannot be null is. */
    public static final String NULL_VALUE = "NULL_VALUE";

    /** A subscriber takes events more slowly than they are published. */
    public static final String SLOW_SUBSCRIBER = "SLOW_SUBSCRIBER";

    /** What went wrong is in the server's log only. */
    public static final String INTERNAL_ERROR = "INTERNAL_ERROR";

    /** The server is busy, or about to stop. */
    public static final String UNAVAILABLE = "UNAVAILABLE";

    /** The request has reached its deadline. */
    public static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";

    /** Nobody waits for the answer any more. */
    public static final String CANCELLED = "CANCELLED";

    /** The request has its answer; it does no more work. */
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

    /** The code that an error bears; null if it bears none. */
    public static @Nullable String of(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        return extensions != null && extensions.get(KEY) instanceof String code ? code : null;
    }

    /** Whether who asks may read nothing of what is asked for, so that nothing was executed. */
    public static boolean isRefused(ExecutionResult answer) {
        return !answer.isDataPresent()
                && answer.getErrors().stream().anyMatch(error -> error instanceof AccessDeniedError);
    }

    /** Whether a refused request may be answered to who has logged in. */
    public static boolean isLoginMissing(ExecutionResult answer) {
        return answer.getErrors().stream().allMatch(error -> UNAUTHENTICATED.equals(of(error)));
    }

    /**
     * An answer all of whose errors bear a code, and can be read without calling the application: errors that would tell of the
     * program, and errors that cannot be read, are masked.
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

    /** The engine names the class of a variable's value that does not fit. */
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

    /** What a resolver gave does not fit the schema: the message names its class. */
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

    /** The engine quotes what it does not understand, however long that is. */
    public static String shortened(@Nullable String message) {
        String text = String.valueOf(message);
        return text.length() <= 500 ? text : text.substring(0, 500) + " ...";
    }
}
