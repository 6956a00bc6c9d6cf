package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;

/**
 * A blocking task beside the lane, in contexts and a unit of work of its own.
 *
 * <p><b>Threading:</b> made on the lane's thread and run on a parallel one; its result is completed on the lane's.
 */
final class ParallelTask<T extends @Nullable Object> implements Admitted {
    private final Lane lane;
    private final LaneRun run;
    private final @Nullable Slots slots;
    private final String name;
    private final Callable<T> task;
    private final CompletableFuture<T> result;
    private final AtomicBoolean started = new AtomicBoolean();

    /**
     * Makes a task.
     *
     * @param threads what the task has a slot of, if they are ours
     */
    ParallelTask(Lane lane, Executor threads, String name, Callable<T> task, CompletableFuture<T> result) {
        this.lane = lane;
        this.run = lane.run();
        this.slots = threads instanceof Slots ours ? ours : null;
        this.name = name;
        this.task = task;
        this.result = result;
        run.pump().underWay().begunParallel();
    }

    @Override
    public void admitted() {
        if (started.compareAndSet(false, true)) {
            run.pump().underWay().started();
        }
    }

    @Override
    public void run() {
        admitted();
        if (!run.hasEnded()) {
            ThreadWork work = new ThreadWork(lane, slots);
            settle(work.during(() -> run.working(work, () -> call(work))));
        }
    }

    /** Called on the lane's thread if no parallel thread can be had. */
    void runOnLane() {
        admitted();
        run.pump().underWay().endedParallel();
        run.offer(Kind.CALL, () -> run.pump().runCall(Kind.CALL, name, task, result));
    }

    private Outcome<T> call(ThreadWork work) {
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
