package org.synctoasync.execution;

import java.util.concurrent.CompletionException;
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
    private final @Nullable Pause pause;
    private final boolean urgent;
    private boolean leftOut;

    private ParallelWait(LaneRun run, LaneFuture<?> value, @Nullable Pause pause, boolean urgent) {
        this.run = run;
        this.value = value;
        this.pause = pause;
        this.urgent = urgent;
    }

    /** Begins a wait: gives back connection and slot, which what the task waits for may need. */
    static ParallelWait begin(LaneRun run, ThreadWork work, LaneFuture<?> value) {
        try {
            if (work.surroundings().partToWait(String.valueOf(work.field()), work.isUsed())) {
                work.begunAnew();
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
        ParallelWait wait = new ParallelWait(run, value, work.pause(), run.holdsInstance());
        run.offer(LaneQueue.Kind.RESULT, wait::leaveOut);
        return wait;
    }

    /** Whether the task waits for the lane, so that it makes no progress while the lane makes none. */
    boolean lanesAlone() {
        return value.isLanesAlone();
    }

    /** Whether the task holds an instance that others need, so that loads are dispatched at once. */
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
