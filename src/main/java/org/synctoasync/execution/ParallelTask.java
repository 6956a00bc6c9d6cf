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
        run.pump().begunParallel();
    }

    @Override
    public void run() {
        if (!run.hasEnded()) {
            Work work = new Work(lane);
            work.during(() -> run.working(work, () -> call(work)));
        }
    }

    /** Called on the lane's thread if no parallel thread can be had. */
    void refuse(RuntimeException reason) {
        run.pump().endedParallel();
        result.completeExceptionally(reason);
    }

    private void call(Work work) {
        work.enter(name, run.now());
        Outcome<T> outcome = Outcome.of(() -> run.inSurroundings(task));
        work.leave(run.now());
        boolean accepted = run.offer(Kind.RESULT, () -> {
            run.pump().endedParallel();
            outcome.settle(result);
        });
        assert accepted || run.hasEnded();
    }
}
