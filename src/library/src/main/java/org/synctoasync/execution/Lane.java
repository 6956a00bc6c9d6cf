package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;

/**
 * One thread for one request: a queue, and the task that runs it until the operation's response is complete.
 *
 * <p>The engine itself runs inside the lane, so a blocking call costs a queue entry and no thread switch. The lane
 * dispatches the operation's loaders when the queue is empty and no parallel task is in flight. No other code
 * dispatches them. This makes batches deterministic and keeps them from hanging. When a resolver waits, by
 * {@link #await} or by {@code join} on a {@link LaneFuture}, the lane continues with its queue underneath.
 *
 * <p><b>Threading:</b> {@link #call}, {@link #fork} and {@link #adopt} are called on the lane's thread, all other
 * methods on any thread.
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

    /**
     * The lane for which the calling thread works, as the lane's thread or as the thread of one of its parallel tasks;
     * null on any other thread.
     */
    public static @Nullable Lane current() {
        ThreadWork work = ThreadWork.current();
        return work == null ? null : work.lane();
    }

    /**
     * An object that identifies the work of the calling thread, either the lane's own work or one parallel task; null
     * on other threads.
     */
    public static @Nullable Object currentWork() {
        return ThreadWork.current();
    }

    /** The field whose resolver runs on the calling thread, such as {@code Book.author}; null if no resolver runs. */
    public static @Nullable String currentField() {
        ThreadWork work = ThreadWork.current();
        return work == null ? null : work.field();
    }

    /**
     * Waits for a stage. On a lane's thread, the lane continues meanwhile, so that work which the stage needs can run.
     * On a parallel thread, loads are sent meanwhile without waiting for that task. On other threads, this is
     * {@code join}.
     *
     * @throws java.util.concurrent.CompletionException if the stage failed; its cause is the failure
     * @throws LaneDeadlockException if the stage can complete only after the caller has returned
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
     * Runs a task that can be ended early, such as the execution of a statement. If the request is cut short meanwhile,
     * another thread calls {@code cancel}; never before the task starts, and never after this method has returned.
     *
     * @throws RequestEndedException if the request has been cut short already
     * @throws Exception the exception that the task threw
     */
    public static <T extends @Nullable Object> T cancellable(Callable<T> task, Runnable cancel) throws Exception {
        ThreadWork work = ThreadWork.current();
        return work == null ? task.call() : work.cancellable(task, cancel);
    }

    /**
     * Acquires a connection for the calling thread. While it waits for a connection, no lane keeps a connection merely
     * to gather loads.
     *
     * @throws RequestEndedException if the request has been cut short already
     * @throws Exception the exception that the task threw
     */
    public static <T> T connecting(Callable<T> acquire) throws Exception {
        ThreadWork work = ThreadWork.current();
        return work == null ? acquire.call() : work.connecting(acquire);
    }

    /**
     * Rejects work for a request that has ended. Must be called before work that the lane does not run itself, such as
     * an asynchronous resolver.
     *
     * @throws RequestEndedException if the request for which the calling thread works has ended
     */
    public static void refuseIfEnded() {
        Lane lane = current();
        if (lane != null && lane.run.hasEnded()) {
            throw lane.run.ended();
        }
    }

    /** Counts a statement for the request for which the calling thread works, if any. */
    public static void countStatement(String sql) {
        ThreadWork work = ThreadWork.current();
        if (work != null) {
            work.lane().statistics.statement(work.field(), sql);
        }
    }

    /**
     * Discards the writes of the resolver that runs on the calling thread although it returns, because its field is
     * reported as failed.
     */
    public static void dropWrites() {
        ThreadWork work = ThreadWork.current();
        if (work != null) {
            work.surroundings().dropWrites();
        }
    }

    /** The statistics of this lane's request. */
    public Statistics statistics() {
        return statistics;
    }

    /** The operation that this lane runs. */
    public Operation<?> operation() {
        return operation;
    }

    LaneRun run() {
        return run;
    }

    /** The asynchronous fields whose stages this lane awaits, as used in messages. */
    public String describePending() {
        return run.pump().underWay().describeAwaited();
    }

    /** Whether the caller runs on this lane's thread. */
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

    /** Calls a blocking task, such as a batch, on the lane's thread. It runs before further resolvers. */
    public <T extends @Nullable Object> CompletableFuture<T> call(String name, Callable<T> task) {
        return call(Kind.RESULT, name, task);
    }

    /**
     * Calls a blocking resolver on the lane's thread, after all entries that wait there.
     *
     * @param separate whether the resolver has its own unit of work; inside a resolver that has its own, it joins that
     *     one
     */
    public <T extends @Nullable Object> CompletableFuture<T> call(String name, boolean separate, Callable<T> task) {
        return separate
                ? call(Kind.SEPARATE_CALL, name, () -> run.surroundings().apart(task))
                : call(Kind.CALL, name, task);
    }

    /**
     * Calls a blocking task on a parallel thread, in its own unit of work. The task runs on the lane instead while an
     * operation runs inside a resolver, or if no thread is available. The result is completed on the lane's thread.
     *
     * @param threads the executor that provides the thread; null for the lanes' own parallel threads
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

    /**
     * Returns a copy of a field's stage that is completed on the lane's thread, whichever thread completes the
     * original.
     */
    public <T extends @Nullable Object> CompletionStage<T> adopt(String name, CompletionStage<T> stage) {
        return run.pump().adopt(name, stage, run.track(new CompletableFuture<>()));
    }

    /**
     * Calls an asynchronous resolver directly on the calling thread. Its field is noted as awaited before the call.
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

    /**
     * Returns a future that delivers a stage's value. A resolver may block on it. May also be called on a parallel
     * task's thread.
     */
    public <T extends @Nullable Object> LaneFuture<T> promise() {
        return run.track(new LaneFuture<>(run, true));
    }

    /**
     * Runs another operation on this lane. It shares the queue, the thread and the unit of work with the first
     * operation.
     */
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
