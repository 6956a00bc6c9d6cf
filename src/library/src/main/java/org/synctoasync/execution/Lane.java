package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;

/**
 * One thread for one request: a queue, and the task that runs it until the operation's answer is there.
 *
 * <p>The engine itself runs inside the lane, so a blocking call costs a queue entry and no thread switch. When the queue
 * is empty and no parallel task is in flight, the operation's loaders are dispatched; nothing else dispatches. That makes
 * batches deterministic and keeps them from hanging. A resolver that waits, by {@link #await} or by {@code join} on a
 * {@link LaneFuture}, makes the lane go on with its queue underneath.
 *
 * <p><b>Threading:</b> {@link #call}, {@link #fork} and {@link #adopt} are called on the lane's thread; all others by any thread.
 */
public final class Lane implements Executor {
    private final Lanes lanes;
    private final LaneRun run;
    private final Operation<?> operation;
    private final Statistics statistics;

    Lane(Lanes lanes, LaneRun run, Operation<?> operation, Statistics statistics) {
        this.lanes = lanes;
        this.run = run;
        this.operation = operation;
        this.statistics = statistics;
    }

    /** The lane whose work this thread does: its own thread, or that of one of its parallel tasks; null on any other. */
    public static @Nullable Lane current() {
        ThreadWork work = ThreadWork.current();
        return work == null ? null : work.lane();
    }

    /** The piece of work that this thread does, the lane's own or one parallel task's, as an identity; null on others. */
    public static @Nullable Object currentWork() {
        return ThreadWork.current();
    }

    /** The field whose resolver runs on this thread, as {@code Book.author}; null if none does. */
    public static @Nullable String currentField() {
        ThreadWork work = ThreadWork.current();
        return work == null ? null : work.field();
    }

    /**
     * Waits for a stage. On a lane's thread the lane goes on meanwhile, so that what the stage needs can run; on a parallel
     * thread loads are sent meanwhile, without waiting for that task; elsewhere this is {@code join}.
     *
     * @throws java.util.concurrent.CompletionException if the stage failed; the cause says why
     * @throws LaneDeadlockException if the stage can only come after the caller has returned
     * @throws RequestEndedException if the request ends first
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        Lane lane = current();
        CompletableFuture<T> future = stage.toCompletableFuture();
        return lane == null || future instanceof LaneFuture
                ? future.join()
                : lane.run.follow(stage, String.valueOf(currentField())).join();
    }

    /**
     * Runs a task, such as the execution of a statement, that can be made to end early. If the request is cut short
     * meanwhile, another thread calls {@code cancel}; never before the task, and never after this method has returned.
     *
     * @throws RequestEndedException if the request has been cut short already
     * @throws Exception what the task threw
     */
    public static <T extends @Nullable Object> T cancellable(Callable<T> task, Runnable cancel) throws Exception {
        ThreadWork work = ThreadWork.current();
        return work == null ? task.call() : work.cancellable(task, cancel);
    }

    /**
     * Acquires a connection for this thread. While it waits for one, no lane keeps a connection merely to gather loads.
     *
     * @throws RequestEndedException if the request has been cut short already
     * @throws Exception what the task threw
     */
    public static <T> T connecting(Callable<T> acquire) throws Exception {
        ThreadWork work = ThreadWork.current();
        return work == null ? acquire.call() : work.connecting(acquire);
    }

    /**
     * To be called before work that the lane does not run itself, such as a resolver that is asynchronous.
     *
     * @throws RequestEndedException if the request that this thread works for has ended
     */
    public static void refuseIfEnded() {
        Lane lane = current();
        if (lane != null && lane.run.hasEnded()) {
            throw lane.run.ended();
        }
    }

    /** Counts a statement for the request that this thread works for, if any. */
    public static void countStatement(String sql) {
        ThreadWork work = ThreadWork.current();
        if (work != null) {
            work.lane().statistics.statement(work.field(), sql);
        }
    }

    /** Has the writes of the resolver that runs on this thread dropped although it returns: its field is reported as failed. */
    public static void dropWrites() {
        ThreadWork work = ThreadWork.current();
        if (work != null) {
            work.surroundings().dropWrites();
        }
    }

    /** What this lane has counted. */
    public Statistics statistics() {
        return statistics;
    }

    /** What this lane runs. */
    public Operation<?> operation() {
        return operation;
    }

    LaneRun run() {
        return run;
    }

    /** The asynchronous fields whose stages this lane awaits, in the words of a message. */
    public String describePending() {
        return run.pump().underWay().describeAwaited();
    }

    /** Whether the caller is on this lane's own thread. */
    public boolean isOwnThread() {
        return run.isOwnThread();
    }

    /**
     * Appends a task to the queue.
     *
     * @throws RequestEndedException if the request has ended
     */
    @Override
    public void execute(Runnable task) {
        if (!run.offer(Kind.RESULT, task)) {
            throw run.ended();
        }
    }

    /** Calls a blocking task, such as a batch, on the lane's thread, before further resolvers. */
    public <T extends @Nullable Object> CompletableFuture<T> call(String name, Callable<T> task) {
        return call(Kind.RESULT, name, task);
    }

    /**
     * Calls a blocking resolver on the lane's thread, after all that waits there.
     *
     * @param separate whether it has a unit of work of its own; inside a resolver that has one, it joins that
     */
    public <T extends @Nullable Object> CompletableFuture<T> call(String name, boolean separate, Callable<T> task) {
        return separate
                ? call(Kind.SEPARATE_CALL, name, () -> run.surroundings().apart(task))
                : call(Kind.CALL, name, task);
    }

    /**
     * Calls a blocking task on a parallel thread, in a unit of work of its own; while an operation runs inside a resolver, and if
     * no thread can be had, on the lane. The result is completed on the lane's thread.
     *
     * @param threads what gives the thread; null for the lanes' own parallel threads
     */
    public <T extends @Nullable Object> CompletableFuture<T> fork(
            String name, @Nullable Executor threads, Callable<T> task) {
        if (run.pump().isNested()) {
            return call(Kind.CALL, name, task);
        }
        CompletableFuture<T> result = run.track(new CompletableFuture<>());
        if (!result.isDone()) {
            lanes.counters().parallel();
            statistics.fork();
            Executor executor = threads == null ? lanes.parallelSlots() : threads;
            ParallelTask<T> parallel = new ParallelTask<>(this, executor, name, task, result);
            try {
                executor.execute(parallel);
            } catch (RejectedExecutionException full) {
                parallel.runOnLane();
            }
        }
        return result;
    }

    /** The stage that is a field's value, but completed on the lane's thread whoever completes the original. */
    public <T extends @Nullable Object> CompletionStage<T> adopt(String name, CompletionStage<T> stage) {
        return run.pump().adopt(name, stage, run.track(new CompletableFuture<>()));
    }

    /**
     * Calls an asynchronous resolver as it is, on this thread; its field is noted as awaited from before the call on.
     *
     * @param name the field whose value the stage is
     */
    public <T extends @Nullable Object> T asynchronously(String name, Callable<T> resolver) throws Exception {
        PendingElsewhere underWay = run.pump().underWay();
        underWay.awaiting(name);
        try {
            return run.surroundings().shared(resolver);
        } finally {
            underWay.arrived(name);
        }
    }

    /** A future that brings a stage's value; a resolver may block on it. May be called on a parallel task's thread too. */
    public <T extends @Nullable Object> LaneFuture<T> promise() {
        return run.track(new LaneFuture<>(run, true));
    }

    /** Runs another operation on this lane, with a queue, a thread and a unit of work shared with the first. */
    <T> LaneFuture<T> nest(Operation<T> nested) {
        LaneFuture<T> result = promise();
        Runnable start = () -> result.follow(run.pump().start(this, nested));
        if (isOwnThread()) {
            run.inEngine(start);
        } else {
            execute(start);
        }
        return result;
    }

    private <T extends @Nullable Object> CompletableFuture<T> call(Kind kind, String name, Callable<T> task) {
        CompletableFuture<T> result = run.track(new CompletableFuture<>());
        if (!result.isDone()) {
            lanes.counters().call();
            statistics.call();
            run.offer(kind, () -> run.pump().runCall(kind, name, task, result));
        }
        return result;
    }
}
