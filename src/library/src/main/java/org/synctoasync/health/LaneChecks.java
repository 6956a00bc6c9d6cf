package org.synctoasync.health;

import java.util.Map;
import org.synctoasync.execution.Lanes;

/**
 * The health checks of the lanes.
 *
 * <p><b>Threading:</b> stateless.
 */
final class LaneChecks {
    private static final String NAME = "lanes";

    private LaneChecks() {}

    /** Checks whether the lanes are live. A restart helps if their timer has stopped, or if no lane becomes free. */
    static Report.Check live(Lanes lanes) {
        long sinceTick = lanes.sinceTick().toMillis();
        int stuck = lanes.stuck();
        return new Report.Check(
                NAME,
                sinceTick < Health.LONGEST_TICK.toMillis()
                        && stuck < lanes.limits().lanes(),
                Map.of("sinceTickMillis", sinceTick, "stuck", (long) stuck));
    }

    /**
     * Checks whether the lanes are ready. Another instance helps if this one is being stopped, or if its queue is
     * nearly full.
     */
    static Report.Check ready(Lanes lanes) {
        return new Report.Check(
                NAME,
                !lanes.isClosed() && !isLineFull(lanes),
                Map.of(
                        "running",
                        (long) lanes.running(),
                        "waiting",
                        (long) lanes.waiting(),
                        "stopping",
                        lanes.isClosed() ? 1L : 0L));
    }

    /**
     * Whether all lanes are taken by requests within their deadline. These requests may also hold all database
     * connections.
     */
    static boolean areBusy(Lanes lanes) {
        return areTaken(lanes) && lanes.overdue() == 0;
    }

    private static boolean areTaken(Lanes lanes) {
        return lanes.running() >= lanes.limits().lanes();
    }

    /** Whether three quarters of the queue are taken: when the queue is full, requests are already rejected. */
    private static boolean isLineFull(Lanes lanes) {
        return areTaken(lanes) && lanes.waiting() * 4L >= lanes.limits().waiting() * 3L;
    }
}
