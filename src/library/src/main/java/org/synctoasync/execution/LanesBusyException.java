package org.synctoasync.execution;

import java.util.concurrent.RejectedExecutionException;

/** Says that all lanes are taken and as many requests wait for one as may. */
public final class LanesBusyException extends RejectedExecutionException {
    private static final long serialVersionUID = 1L;

    LanesBusyException(int running, int waiting) {
        super("All " + running + " lanes are taken and " + waiting + " requests wait for one");
    }
}
