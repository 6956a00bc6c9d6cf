package org.synctoasync.graphql;

import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneDeadlockException;
import org.synctoasync.execution.LanesBusyException;
import org.synctoasync.execution.RequestEndedException;

/** The codes of the errors that lanes raise, whose messages are for clients too. */
final class Ending {
    private Ending() {}

    /** The code for {@code extensions.code}; null for an exception that is none of the lanes'. */
    static @Nullable String code(Throwable thrown) {
        if (thrown instanceof RequestEndedException ended) {
            return switch (ended.reason()) {
                case DEADLINE -> "DEADLINE_EXCEEDED";
                case CANCELLED -> "CANCELLED";
                case SHUTDOWN -> ErrorCodes.UNAVAILABLE;
                case ANSWERED -> "REQUEST_ENDED";
            };
        }
        if (thrown instanceof LanesBusyException) {
            return ErrorCodes.UNAVAILABLE;
        }
        return thrown instanceof LaneDeadlockException ? "DEADLOCK" : null;
    }
}
