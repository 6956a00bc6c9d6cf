package org.synctoasync.execution;

import java.util.concurrent.RejectedExecutionException;

/** Thrown when a request has ended, so that it accepts no more work and delivers no more values. */
public final class RequestEndedException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final boolean begun;

    /** Why a request ended. */
    public enum Reason {
        /** Its response is complete. */
        ANSWERED,
        /** Its deadline has passed. */
        DEADLINE,
        /** No caller waits for its response any longer. */
        CANCELLED,
        /** The application is being stopped. */
        SHUTDOWN
    }

    /** Creates an exception for a request that has begun. */
    RequestEndedException(Reason reason, String message) {
        this(reason, message, true);
    }

    private RequestEndedException(Reason reason, String message, boolean begun) {
        super(message);
        this.reason = reason;
        this.begun = begun;
    }

    /** Returns the same exception for a request that never had a lane. */
    RequestEndedException beforeBeginning() {
        return new RequestEndedException(reason, String.valueOf(getMessage()), false);
    }

    /** Why the request ended. */
    public Reason reason() {
        return reason;
    }

    /**
     * Whether the request had a lane and so may have written data. If it had no lane, it can be repeated without harm.
     */
    public boolean hasBegun() {
        return begun;
    }
}
