package org.synctoasync.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the pending work of other threads: parallel tasks, and stages that other threads complete.
 *
 * <p><b>Threading:</b> changed with the engine's lock held, except {@link #started}; read by any thread.
 */
final class PendingElsewhere {
    private final Map<String, Integer> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger notStarted = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger waitingElsewhere = new AtomicInteger();
    private final AtomicInteger urgent = new AtomicInteger();

    void begunParallel() {
        inFlight.incrementAndGet();
        notStarted.incrementAndGet();
    }

    /** Notes that a parallel task has a slot, and has a thread or is about to get one. */
    void started() {
        notStarted.decrementAndGet();
    }

    void endedParallel() {
        inFlight.decrementAndGet();
    }

    /**
     * Notes that a parallel task waits. It is then not in flight: the lane need not wait for it before it dispatches
     * loads.
     */
    void leftOut(ParallelWait wait) {
        inFlight.decrementAndGet();
        count(wait, 1);
    }

    /** Notes that a parallel task no longer waits. */
    void backAgain(ParallelWait wait) {
        inFlight.incrementAndGet();
        count(wait, -1);
    }

    private void count(ParallelWait wait, int change) {
        waitingElsewhere.addAndGet(wait.lanesAlone() ? 0 : change);
        urgent.addAndGet(wait.urgent() ? change : 0);
    }

    void awaiting(String field) {
        awaited.merge(field, 1, Integer::sum);
    }

    void arrived(String field) {
        awaited.computeIfPresent(field, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Whether parallel tasks are in flight, which may still request loads. */
    boolean isParallel() {
        return inFlight.get() != 0;
    }

    /** Whether all parallel tasks in flight have yet to start, so that they cannot request loads now. */
    boolean isStalled() {
        return isParallel() && inFlight.get() == notStarted.get();
    }

    /** Whether a waiting parallel task holds an instance that other tasks need. */
    boolean isUrgent() {
        return urgent.get() != 0;
    }

    /** Whether there is no pending work that could complete a value. */
    boolean isQuiet() {
        return !isParallel() && waitingElsewhere.get() == 0 && awaited.isEmpty();
    }

    /** The asynchronous fields whose stages are awaited. */
    String describeAwaited() {
        return String.join(", ", awaited.keySet());
    }
}
