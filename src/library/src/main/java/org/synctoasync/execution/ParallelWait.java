package org.synctoasync.execution;

import org.jspecify.annotations.Nullable;

/**
 * The wait of a parallel task for a value. Meanwhile the task holds no slot, and is not counted as in flight.
 *
 * <p><b>Threading:</b> made and ended on the task's thread; {@link #leaveOut} and {@link #backAgain} are called with the
 * engine's lock held.
 */
final class ParallelWait {
    private final LaneRun run;
    private final LaneFuture<?> value;
    private final Slots.@Nullable Pause pause;
    private final boolean urgent;
    private boolean leftOut;

    /**
     * Begins a wait.
     *
     * @param pause what the task does instead of holding its slot; null if it has none of ours
     * @param urgent whether the task holds an instance that others need, so that loads are dispatched at once
     */
    ParallelWait(LaneRun run, LaneFuture<?> value, Slots.@Nullable Pause pause, boolean urgent) {
        this.run = run;
        this.value = value;
        this.pause = pause;
        this.urgent = urgent;
    }

    /** Whether the task waits for the lane, so that it makes no progress while the lane makes none. */
    boolean lanesAlone() {
        return value.isLanesAlone();
    }

    boolean urgent() {
        return urgent;
    }

    /** Has the lane dispatch without this task, until the value is there or the wait is given up. */
    void leaveOut() {
        if (!value.isDone()) {
            leftOut = true;
            run.pump().underWay().leftOut(this);
            Outcome.whenDone(value, outcome -> run.pump().inEngine(this::backAgain));
        }
    }

    private void backAgain() {
        if (leftOut) {
            leftOut = false;
            run.pump().underWay().backAgain(this);
        }
    }

    /** Has the task go on. */
    void end() {
        if (!value.isDone()) { // given up
            run.offer(LaneQueue.Kind.RESULT, this::backAgain);
        }
        if (pause != null) {
            pause.end();
        }
    }
}
