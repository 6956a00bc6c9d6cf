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
 * What a client gets for an exception: the one table of it, for whole responses, arrays, parts, events, sockets and fields alike. An
 * exception that the table does not list is masked, because its message may name tables, classes and addresses.
 *
 * <p><b>Threading:</b> immutable; may be made by any thread.
 *
 * @param code for {@code extensions.code}
 * @param message for the client
 * @param extensions the error's extensions, the code included
 * @param isRepeatable whether the request was not begun, so that the client can repeat it without harm
 */
public record Failure(String code, String message, Map<String, Object> extensions, boolean isRepeatable) {
    /** After how many seconds a client can repeat a request that was not begun. */
    public static final String RETRY_SECONDS = "1";

    private static final String BUSY = "The server is busy; try again in " + RETRY_SECONDS + " s";

    /** Makes a failure that has no extensions except its code. */
    public Failure(String code, String message, boolean isRepeatable) {
        this(code, message, Map.of("code", code), isRepeatable);
    }

    /** The failure of a request, or of a part of it that is no field. */
    public static Failure of(Throwable failure) {
        return of(failure, "");
    }

    /**
     * The failure for an exception, which is logged if it is masked.
     *
     * @param place the field's path, for the log; may be empty
     */
    static Failure of(Throwable failure, String place) {
        Throwable thrown = unwrapped(failure);
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

    /** A request that was not begun is not told why: to its client that is a busy server. */
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

    /** The response that has nothing except the error of an exception. */
    public static ExecutionResult response(Throwable failure) {
        return unwrapped(failure) instanceof SourceFailure source
                ? ExecutionResult.newExecutionResult().addError(source.error()).build()
                : of(failure).response();
    }

    /** The response that has nothing except the error. */
    public ExecutionResult response() {
        return ExecutionResult.newExecutionResult()
                .addError(error(GraphqlErrorBuilder.newError()))
                .build();
    }

    /**
     * The error.
     *
     * @param builder has the path and the location, if there are any
     */
    public GraphQLError error(GraphqlErrorBuilder<?> builder) {
        return builder.message("%s", message).extensions(extensions).build();
    }

    /** The exception itself, where a stage has wrapped it. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String messageOf(Throwable ours) {
        return String.valueOf(ours.getMessage());
    }
}
