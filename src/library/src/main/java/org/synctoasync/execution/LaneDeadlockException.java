package org.synctoasync.execution;

/** Says that a resolver waits for what can come only after it has returned. */
public final class LaneDeadlockException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    LaneDeadlockException(String message) {
        super(message);
    }
}
