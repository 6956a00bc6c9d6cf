package org.synctoasync.execution;

import java.util.concurrent.RejectedExecutionException;

/** Says that a request has ended, and so takes no more work and brings no more values. */
public final class RequestEndedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final boolean begun;

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

    /** Ends a request that has begun. */
    RequestEndedException(Reason reason, String message) {
        this(reason, message, true);
    }

    private RequestEndedException(Reason reason, String message, boolean begun) {
        super(message);
        this.reason = reason;
        this.begun = begun;
    }

    /** The same for a request that never had a lane. */
    RequestEndedException beforeBeginning() {
        return new RequestEndedException(reason, String.valueOf(getMessage()), false);
    }

    /** Why the request ended. */
    public Reason reason() {
        return reason;
    }

    /** Whether the request had a lane, and so may have written; else it can be repeated without harm. */
    public boolean hasBegun() {
        return begun;
    }
}
