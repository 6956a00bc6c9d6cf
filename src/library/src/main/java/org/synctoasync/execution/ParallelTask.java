package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;

/**
 * A blocking task that runs beside the lane, in its own contexts and its own unit of work.
 *
 * <p><b>Threading:</b> created on the lane's thread and run on a parallel thread; its result is completed on the lane's
 * thread.
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
     * Creates a task.
     *
     * @param threads the executor of the task; the task holds a slot of it if it is an instance of {@link Slots}
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

    /** Runs the task on the lane. Called on the lane's thread if no parallel thread is available. */
    void runOnLane() {
        admitted();
        run.pump().underWay().endedParallel();
        run.offer(Kind.CALL, () -> run.pump().runCall(Kind.CALL, name, task, result));
    }

    private Outcome<T> call(ThreadWork work) {
        return Outcome.of(() -> run.beside(work, () -> {
            work.enter(name);
            try {
                run.refuseIfCutShort(); // otherwise a cancellation just before this call would be missed
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
