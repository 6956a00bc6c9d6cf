package org.synctoasync.execution;

/** Thrown when a resolver waits for a value that can come only after the resolver has returned. */
public final class LaneDeadlockException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LaneDeadlockException(String message) {
        super(message);
    }
}
