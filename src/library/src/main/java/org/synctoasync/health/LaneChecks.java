package org.synctoasync.health;

import java.util.Map;
import org.synctoasync.execution.Lanes;

/**
 * What lanes tell of themselves.
 *
 * <p><b>Threading:</b> stateless.
 */
final class LaneChecks {
    private static final String NAME = "lanes";

    private LaneChecks() {}

    /** A restart helps where time stands still, or no lane comes back. */
    static Report.Check live(Lanes lanes) {
        long sinceTick = lanes.sinceTick().toMillis();
        int stuck = lanes.stuck();
        return new Report.Check(
                NAME,
                sinceTick < Health.LONGEST_TICK.toMillis()
                        && stuck < lanes.limits().lanes(),
                Map.of("sinceTickMillis", sinceTick, "stuck", (long) stuck));
    }

    /** Another instance helps where this one stops, or its line is all but full. */
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

    /** Whether all lanes are taken, by requests within their time: these may have all connections to the database too. */
    static boolean areBusy(Lanes lanes) {
        return areTaken(lanes) && lanes.overdue() == 0;
    }

    private static boolean areTaken(Lanes lanes) {
        return lanes.running() >= lanes.limits().lanes();
    }

    /** Three quarters of the line: when it is full, requests are refused already. */
    private static boolean isLineFull(Lanes lanes) {
        return areTaken(lanes) && lanes.waiting() * 4L >= lanes.limits().waiting() * 3L;
    }
}
