package org.synctoasync.graphql.error;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.synctoasync.execution.LaneDeadlockException;
import org.synctoasync.execution.LanesBusyException;
import org.synctoasync.execution.RequestEndedException;
import org.synctoasync.resolver.SlowSubscriberException;

/**
 * The client's view of an exception. It is the only table from exceptions to errors, for whole responses, arrays,
 * deferred parts, events, sockets and fields. An exception that is not in the table is masked, because its message may
 * name tables, classes and addresses.
 *
 * <p><b>Threading:</b> immutable; any thread may make one.
 *
 * @param code the value of {@code extensions.code}
 * @param message the message for the client
 * @param extensions the error's extensions, including the code
 * @param isRepeatable whether the request was not begun, so that the client can safely repeat it
 */
public record Failure(String code, String message, Map<String, Object> extensions, boolean isRepeatable) {
    /** The seconds after which a client can repeat a request that was not begun. */
    public static final String RETRY_SECONDS = "1";

    /** Bounds the search for a cause, because an application's exceptions may cause each other. */
    private static final int DEEPEST_CAUSE = 16;

    private static final String BUSY = "The server is busy; try again in " + RETRY_SECONDS + " s";

    /** Makes a failure whose only extension is the code. */
    public Failure(String code, String message, boolean isRepeatable) {
        this(code, message, Map.of("code", code), isRepeatable);
    }

    /** The failure of a request, or of a part of it that is not a field. */
    public static Failure of(Throwable failure) {
        return of(failure, "");
    }

    /**
     * The failure of an exception. The exception is logged if it is masked.
     *
     * @param place the field's path, for the log; may be empty
     */
    static Failure of(Throwable failure, String place) {
        Throwable thrown = lanesOwn(unwrapped(failure));
        if (thrown instanceof RequestEndedException ended) {
            return of(ended);
        }
        if (thrown instanceof LanesBusyException) {
            return new Failure(ErrorCodes.UNAVAILABLE, BUSY, true);
        }
        if (thrown instanceof LaneDeadlockException) {
            return new Failure(ErrorCodes.DEADLOCK, messageOf(thrown), false);
        }
        if (thrown instanceof InvalidArgument invalid) {
            return new Failure(ErrorCodes.BAD_USER_INPUT, invalid.text(), false);
        }
        if (thrown instanceof SlowSubscriberException) {
            return new Failure(ErrorCodes.SLOW_SUBSCRIBER, messageOf(thrown), false);
        }
        String id = InternalErrors.log(thrown, place);
        return new Failure(ErrorCodes.INTERNAL_ERROR, InternalErrors.message(id), InternalErrors.extensions(id), false);
    }

    /** Hides the reason if the request was not begun: the client gets the error of a busy server. */
    private static Failure of(RequestEndedException ended) {
        if (!ended.hasBegun()) {
            return new Failure(ErrorCodes.UNAVAILABLE, BUSY, true);
        }
        String code = switch (ended.reason()) {
            case DEADLINE -> ErrorCodes.DEADLINE_EXCEEDED;
            case CANCELLED -> ErrorCodes.CANCELLED;
            case SHUTDOWN -> ErrorCodes.UNAVAILABLE;
            case ANSWERED -> ErrorCodes.REQUEST_ENDED;
        };
        return new Failure(code, messageOf(ended), false);
    }

    /** The response that contains only the error of an exception. */
    public static ExecutionResult response(Throwable failure) {
        return unwrapped(failure) instanceof SourceFailure source
                ? ExecutionResult.newExecutionResult().addError(source.error()).build()
                : of(failure).response();
    }

    /** The response that contains only the error. */
    public ExecutionResult response() {
        return ExecutionResult.newExecutionResult()
                .addError(error(GraphqlErrorBuilder.newError()))
                .build();
    }

    /**
     * Builds the error.
     *
     * @param builder has the path and the location, if there are any
     */
    public GraphQLError error(GraphqlErrorBuilder<?> builder) {
        return builder.message("%s", message).extensions(extensions).build();
    }

    /** The original exception, unwrapped if a stage has wrapped it. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * The exception of the lane that a container or a service has wrapped, or the failure itself. For example, a
     * container wraps the exceptions of a session bean in an {@code EJBException} (Enterprise Beans 4.0, section 9.3).
     */
    private static Throwable lanesOwn(Throwable failure) {
        try {
            Throwable cause = failure;
            for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
                if (cause instanceof RequestEndedException || cause instanceof LaneDeadlockException) {
                    return cause;
                }
                cause = cause.getCause();
            }
        } catch (Throwable unreadable) {
            return failure; // an application's exception may fail when it is asked for its cause
        }
        return failure;
    }

    private static String messageOf(Throwable ours) {
        return String.valueOf(ours.getMessage());
    }
}
