package org.synctoasync.execution;

import java.util.concurrent.RejectedExecutionException;

/** Says that a request has ended, and so takes no more work and brings no more values. */
public final class RequestEndedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why a request ended. */
    public enum Reason {
        /** Its answer is complete. */
        ANSWERED,
        /** Its time was over. */
        DEADLINE,
        /** Nobody waits for its answer any more. */
        CANCELLED,
        /** The application is being stopped. */
        SHUTDOWN
    }

    RequestEndedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the request ended. */
    public Reason reason() {
        return reason;
    }
}
