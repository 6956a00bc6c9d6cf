package org.synctoasync.execution;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Manages the times when a lane has nothing to run, and ends them if no entry arrives.
 *
 * <p><b>Threading:</b> runs on the lane's thread, except {@link #watch}, which the clock's thread calls. Fields that
 * both threads use are volatile.
 */
final class Idling {
    /** The time after which loads are dispatched without waiting for work that should take no time. */
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
     * A period in which the lane has nothing to do.
     *
     * @param underneath whether a resolver waits during this period, possibly with a connection
     */
    private record Time(long since, boolean underneath) {}

    Idling(LaneRun run, LaneQueue queue, Limits limits, PendingElsewhere underWay) {
        this.run = run;
        this.queue = queue;
        this.limits = limits;
        this.underWay = underWay;
    }

    /**
     * Releases the engine's lock and waits for a queue entry or a wake-up.
     *
     * @param parts whether to end the unit of work first if it may hold a connection, which the awaited work may need
     * @return whether the gathered loads must be dispatched now
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

    /**
     * Fails the most recently started resolver if it waits underneath another waiting resolver and nothing has happened
     * for too long.
     */
    void refuseIfStuck() {
        List<String> fields = run.ownWork().fields();
        if (stuck == last && fields.size() > 1) {
            throw new LaneDeadlockException(describeWaiting() + " and, underneath it on the same thread, "
                    + String.join(" and ", fields.subList(1, fields.size())) + " have waited for "
                    + limits.watchdog().toMillis() + " ms with nothing happening; each may be waiting for the other");
        }
    }

    /** The field whose resolver waits, as used in messages. */
    String describeWaiting() {
        return run.ownWork().fields().stream().findFirst().orElse("The engine");
    }

    /**
     * Called by the watchdog. Has loads dispatched that would be gathered for too long, and has a nested waiting
     * resolver give up if it waits for too long.
     *
     * @param starved whether a thread waits for a connection
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
