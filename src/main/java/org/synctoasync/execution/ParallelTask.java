package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;

/**
 * A blocking task beside the lane, in contexts and a unit of work of its own.
 *
 * <p><b>Threading:</b> made on the lane's thread and run on a parallel one; its result is completed on the lane's.
 */
final class ParallelTask<T extends @Nullable Object> implements Runnable {
    private final Lane lane;
    private final LaneRun run;
    private final String name;
    private final Callable<T> task;
    private final CompletableFuture<T> result;

    ParallelTask(Lane lane, LaneRun run, String name, Callable<T> task, CompletableFuture<T> result) {
        this.lane = lane;
        this.run = run;
        this.name = name;
        this.task = task;
        this.result = result;
        run.pump().underWay().begunParallel();
    }

    @Override
    public void run() {
        if (!run.hasEnded()) {
            Work work = new Work(lane);
            settle(work.during(() -> run.working(work, () -> call(work))));
        }
    }

    /** Called on the lane's thread if no parallel thread can be had. */
    void refuse(RuntimeException reason) {
        run.pump().underWay().endedParallel();
        result.completeExceptionally(reason);
    }

    private Outcome<T> call(Work work) {
        return Outcome.of(() -> run.beside(work, () -> {
            work.enter(name);
            try {
                run.refuseIfCutShort(); // else a cancellation that came just before would be missed
                return task.call();
            } finally {
                work.leave();
            }
        }));
    }

    private void settle(Outcome<T> outcome) {
        boolean accepted = run.offer(Kind.RESULT, () -> {
            run.pump().underWay().endedParallel();
            outcome.settle(result);
        });
        assert accepted || run.hasEnded();
    }
}
