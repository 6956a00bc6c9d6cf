package org.synctoasync.execution;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a parallel task for a value. While it waits, the task holds no slot and does not count as in flight.
 *
 * <p><b>Threading:</b> created and ended on the task's thread; {@link #leaveOut} and {@link #backAgain} are called with
 * the engine's lock held.
 */
final class ParallelWait {
    private final LaneRun run;
    private final LaneFuture<?> value;
    private final @Nullable Pause pause;
    private final boolean urgent;
    private boolean leftOut;

    private ParallelWait(LaneRun run, LaneFuture<?> value, @Nullable Pause pause, boolean urgent) {
        this.run = run;
        this.value = value;
        this.pause = pause;
        this.urgent = urgent;
    }

    /** Begins a wait. Releases the task's connection and slot, because the awaited work may need them. */
    static ParallelWait begin(LaneRun run, ThreadWork work, LaneFuture<?> value) {
        boolean holdsInstance = run.holdsInstance();
        try {
            if (work.surroundings().partToWait(String.valueOf(work.field()), work.isUsed(), holdsInstance)) {
                work.begunAnew();
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
        ParallelWait wait = new ParallelWait(run, value, work.pause(), holdsInstance);
        run.offer(LaneQueue.Kind.RESULT, wait::leaveOut);
        return wait;
    }

    /** Whether only the lane can complete the value, so that the task makes no progress while the lane makes none. */
    boolean lanesAlone() {
        return value.isLanesAlone();
    }

    /** Whether the task holds an instance that other tasks need, so that loads are dispatched at once. */
    boolean urgent() {
        return urgent;
    }

    /** Lets the lane dispatch loads without this task until the value is available or the wait is given up. */
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

    /** Ends the wait, so that the task continues. */
    void end() {
        if (!value.isDone()) { // the wait was given up
            run.offer(LaneQueue.Kind.RESULT, this::backAgain);
        }
        if (pause != null) {
            pause.end();
        }
    }
}
