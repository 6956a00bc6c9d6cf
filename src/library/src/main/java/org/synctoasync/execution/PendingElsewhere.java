package org.synctoasync.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is under way on other threads: parallel tasks, and stages that others complete.
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

    /** A parallel task has a slot, and a thread or the promise of one. */
    void started() {
        notStarted.decrementAndGet();
    }

    void endedParallel() {
        inFlight.decrementAndGet();
    }

    /** A parallel task that waits is not in flight: the lane need not wait for it before it dispatches. */
    void leftOut(ParallelWait wait) {
        inFlight.decrementAndGet();
        count(wait, 1);
    }

    /** The task has what it waited for. */
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

    /** Whether parallel tasks are at work, which may yet ask for loads. */
    boolean isParallel() {
        return inFlight.get() != 0;
    }

    /** Whether the parallel tasks in flight have not started, so that none of them can ask for loads now. */
    boolean isStalled() {
        return isParallel() && inFlight.get() == notStarted.get();
    }

    /** Whether a parallel task waits that holds an instance which others need. */
    boolean isUrgent() {
        return urgent.get() != 0;
    }

    /** Whether nothing is under way that could complete anything. */
    boolean isQuiet() {
        return !isParallel() && waitingElsewhere.get() == 0 && awaited.isEmpty();
    }

    /** The asynchronous fields whose stages are awaited. */
    String describeAwaited() {
        return String.join(", ", awaited.keySet());
    }
}
