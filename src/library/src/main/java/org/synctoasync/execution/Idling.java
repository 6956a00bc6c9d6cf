package org.synctoasync.execution;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The times in which a lane has nothing to run, and what ends them although nothing comes.
 *
 * <p><b>Threading:</b> runs on the lane's thread, except {@link #watch}, which the thread that keeps the time calls. What both
 * use is volatile.
 */
final class Idling {
    /** How long something that should take no time may take before loads are dispatched without waiting for it. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private final LaneRun run;
    private final LaneQueue queue;
    private final Limits limits;
    private final PendingElsewhere underWay;
    private volatile @Nullable Time now;
    private volatile @Nullable Time hurried;
    private volatile @Nullable Time stuck;
    private @Nullable Time last;

    /**
     * A time in which the lane has nothing to do.
     *
     * @param underneath whether a resolver waits meanwhile, perhaps with a connection
     */
    private record Time(long since, boolean underneath) {}

    Idling(LaneRun run, LaneQueue queue, Limits limits, PendingElsewhere underWay) {
        this.run = run;
        this.queue = queue;
        this.limits = limits;
        this.underWay = underWay;
    }

    /**
     * Waits for an entry of the queue or to be woken, with the engine's lock released.
     *
     * @param parts whether the unit of work is ended before, if it may hold a connection: what the lane waits for may need one
     * @return whether the loads that have been gathered are to be dispatched now
     */
    boolean idle(boolean underneath, boolean parts) throws InterruptedException {
        Time time = new Time(run.now(), underneath);
        last = time;
        now = time;
        int holds = run.leaveEngine();
        try {
            if (parts) {
                part();
            }
            queue.await();
        } finally {
            run.enterEngine(holds);
            now = null;
        }
        return hurried == time;
    }

    private void part() {
        if (run.ownWork().isUsed()) {
            run.ownWork().begunAnew();
            try {
                run.surroundings().part();
            } catch (Exception failure) {
                throw new CompletionException(failure);
            }
        }
    }

    /** Has the resolver that has begun last give up if it waits upon another one that waits, and nothing has happened for too long. */
    void refuseIfStuck() {
        List<String> fields = run.ownWork().fields();
        if (stuck == last && fields.size() > 1) {
            throw new LaneDeadlockException(describeWaiting() + " and, underneath it on the same thread, "
                    + String.join(" and ", fields.subList(1, fields.size())) + " have waited for "
                    + limits.watchdog().toMillis() + " ms with nothing happening; each may be waiting for the other");
        }
    }

    /** The field whose resolver waits, in the words of a message. */
    String describeWaiting() {
        return run.ownWork().fields().stream().findFirst().orElse("The engine");
    }

    /**
     * Called by the watchdog: has loads dispatched that would be gathered for too long, and a resolver give up that waits upon
     * another one for too long.
     *
     * @param starved whether a connection is being waited for
     */
    void watch(long time, boolean starved) {
        Time looked = now;
        if (looked == null) {
            return;
        }
        long idle = time - looked.since();
        boolean gathersInVain = starved && looked.underneath() || underWay.isStalled();
        if (idle > limits.watchdog().toNanos()) {
            stuck = looked;
        } else if (idle < PATIENCE.toNanos() || !gathersInVain) {
            return;
        }
        hurried = looked;
        queue.wake();
    }
}
