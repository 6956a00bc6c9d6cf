package org.synctoasync.execution;

import java.util.concurrent.RejectedExecutionException;

/** Thrown when a request is rejected: all lanes are in use and the queue is full, or the server provides no thread. */
public final class LanesBusyException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    LanesBusyException(int running, int waiting) {
        super("All " + running + " lanes are taken and " + waiting + " requests wait for one");
    }

    LanesBusyException(RejectedExecutionException noThread) {
        super("The server has no thread for a lane", noThread);
    }
}
