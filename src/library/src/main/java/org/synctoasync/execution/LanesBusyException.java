package org.synctoasync.execution;

import java.util.concurrent.RejectedExecutionException;

/** Says that a request was not begun: all lanes are taken and the queue is full, or the server gives no thread. */
public final class LanesBusyException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    LanesBusyException(int running, int waiting) {
        super("All " + running + " lanes are taken and " + waiting + " requests wait for one");
    }

    LanesBusyException(RejectedExecutionException noThread) {
        super("The server has no thread for a lane", noThread);
    }
}
