package org.synctoasync.execution;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what is under way on other threads: parallel tasks, and stages that others complete.
 *
 * <p><b>Threading:</b> guarded by the engine's lock, but {@link #describeAwaited}, which any thread may call.
 */
final class UnderWay {
    private final Map<String, Integer> awaited = new ConcurrentHashMap<>();
    private int inFlight;
    private int waitingElsewhere;

    void begunParallel() {
        inFlight++;
    }

    void endedParallel() {
        inFlight--;
    }

    /**
     * A parallel task that waits is not in flight: the lane need not wait for it to send what is gathered.
     *
     * @param lanesAlone whether it waits for the lane, so that it makes no progress while the lane makes none
     */
    void leftOut(boolean lanesAlone) {
        inFlight--;
        waitingElsewhere += lanesAlone ? 0 : 1;
    }

    /** It has what it waited for. */
    void backAgain(boolean lanesAlone) {
        inFlight++;
        waitingElsewhere -= lanesAlone ? 0 : 1;
    }

    void awaiting(String field) {
        awaited.merge(field, 1, Integer::sum);
    }

    void arrived(String field) {
        awaited.computeIfPresent(field, (name, count) -> count == 1 ? null : count - 1);
    }

    /** Whether parallel tasks are at work, which may yet ask for loads. */
    boolean isParallel() {
        return inFlight != 0;
    }

    /** Whether nothing is under way that could complete anything. */
    boolean isQuiet() {
        return !isParallel() && waitingElsewhere == 0 && awaited.isEmpty();
    }

    /** The asynchronous fields whose stages are awaited. */
    String describeAwaited() {
        return String.join(", ", awaited.keySet());
    }
}
