package org.synctoasync.execution;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One thread for one request: a queue, and the task that runs it until the operation's answer is there.
 *
 * <p><b>Threading:</b> {@link #execute} may be called by any thread; everything else runs on the lane's thread. The queue
 * and {@code closed} are guarded by the queue's monitor; the other fields belong to the lane's thread.
 */
public final class Lane implements Executor {
    private static final ThreadLocal<@Nullable Lane> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Object> WORK = new ThreadLocal<>();

    private final Lanes lanes;
    private final Operation<?> operation;
    private final Thread thread = Thread.currentThread();
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private boolean closed;
    private int inFlight;
    private final Surroundings surroundings;
    private final RunningTasks running = new RunningTasks();

    Lane(Lanes lanes, Operation<?> operation) {
        this.lanes = lanes;
        this.operation = operation;
        this.surroundings = new Surroundings(lanes.unitOfWork);
    }

    /** The lane whose work this thread does: its own thread, or that of one of its parallel tasks; null on any other. */
    public static @Nullable Lane current() {
        return CURRENT.get();
    }

    /** Runs a task that may be cancelled. */
    public static <T> T cancellable(Callable<T> task, Runnable cancel) throws Exception {
        Lane lane = current();
        return lane == null ? task.call() : lane.running.run(task, cancel);
    }

    /** Cancels. */
    public void cancelRunning() {
        running.cancel();
    }

    /** Counts a statement. */
    public static void countStatement() {
        Lane lane = current();
        if (lane != null) {
            lane.lanes.statements.increment();
        }
    }

    /** The field that is resolved on this thread. */
    public static @Nullable String currentField() {
        return null;
    }

    /** The piece of work that this thread does. */
    public static @Nullable Object currentWork() {
        return WORK.get();
    }

    /** The fields whose stages are awaited. */
    public String describePending() {
        return "";
    }

    /** What it runs. */
    public Operation<?> operation() {
        return operation;
    }

    /** Whether the caller is on this lane's own thread. */
    public boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Appends a task to the queue. */
    @Override
    public void execute(Runnable task) {
        synchronized (queue) {
            if (closed) {
                throw new RejectedExecutionException("This request has ended; its lane takes no more work");
            }
            queue.add(task);
        }
    }

    /** Calls a blocking task on the lane's thread, after all that waits there. */
    public <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> task) {
        lanes.calls.increment();
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(() -> completeWith(result, task));
        return result;
    }

    /** Calls a blocking task on a parallel thread, in its own unit of work; the result is completed on the lane's thread. */
    public <T extends @Nullable Object> CompletableFuture<T> fork(Callable<T> task) {
        lanes.forks.increment();
        CompletableFuture<T> result = new CompletableFuture<>();
        inFlight++;
        try {
            lanes.parallelThreads.execute(() -> runParallel(task, result));
        } catch (RejectedExecutionException full) {
            inFlight--;
            result.completeExceptionally(full);
        }
        return result;
    }

    /** The same stage, but completed on the lane's thread whoever completes the original. */
    public <T extends @Nullable Object> CompletionStage<T> adopt(CompletionStage<T> stage) {
        var result = new CompletableFuture<T>();
        adopt(stage, result);
        return result;
    }

    /**
     * Runs a task on this thread in a unit of work of its own, between the lane's before and the lane's after.
     * @throws Exception what the task threw, or that what it wrote could not be kept
     */
    public <T extends @Nullable Object> T inOwnUnitOfWork(Callable<T> task) throws Exception {
        surroundings.renew(true);
        T value;
        try {
            value = task.call();
        } catch (Throwable failure) {
            surroundings.renew(false);
            throw failure;
        }
        surroundings.renew(true);
        return value;
    }

    <T> void run(Operation<T> operation, CompletableFuture<T> answer) {
        CURRENT.set(this);
        WORK.set(this);
        T value = null;
        Throwable failure = null;
        try {
            value = surroundings.around(() -> runUntilAnswered(operation));
        } catch (CompletionException wrapper) {
            failure = wrapper.getCause() == null ? wrapper : wrapper.getCause();
        } catch (Throwable thrown) { // an Error must reach the client too
            failure = thrown;
        } finally {
            CURRENT.remove();
            WORK.remove();
        }
        complete(answer, value, failure);
    }

    private <T> T runUntilAnswered(Operation<T> operation) throws InterruptedException {
        try {
            CompletionStage<T> started = operation.start(this);
            started.whenComplete((value, failure) -> wake());
            CompletableFuture<T> answer = started.toCompletableFuture();
            while (!answer.isDone()) {
                runNext();
            }
            return answer.join();
        } finally {
            close();
        }
    }

    private void runNext() throws InterruptedException {
        Runnable next = queue.poll();
        if (next == null && (inFlight > 0 || !operation.dispatch())) {
            next = queue.take();
        }
        if (next != null) {
            next.run();
        }
    }

    private void wake() {
        if (!isOwnThread()) {
            execute(() -> {});
        }
    }

    private void close() {
        synchronized (queue) {
            closed = true;
            queue.clear();
        }
    }

    private <T extends @Nullable Object> void runParallel(Callable<T> task, CompletableFuture<T> result) {
        CURRENT.set(this);
        CompletableFuture<T> outcome = new CompletableFuture<>();
        WORK.set(outcome);
        try {
            completeWith(outcome, () -> new Surroundings(lanes.unitOfWork).around(task));
        } finally {
            CURRENT.remove();
            WORK.remove();
        }
        executeIfOpen(() -> {
            inFlight--;
            adopt(outcome, result);
        });
    }

    private <T extends @Nullable Object> void adopt(CompletionStage<T> stage, CompletableFuture<T> result) {
        stage.whenComplete((value, failure) -> {
            if (isOwnThread()) {
                complete(result, value, failure);
            } else {
                executeIfOpen(() -> complete(result, value, failure));
            }
        });
    }

    private void executeIfOpen(Runnable task) {
        synchronized (queue) {
            if (!closed) {
                queue.add(task);
            }
        }
    }

    private static <T extends @Nullable Object> void completeWith(CompletableFuture<T> result, Callable<T> task) {
        try {
            result.complete(task.call());
        } catch (Throwable thrown) { // the future carries it, Errors included
            result.completeExceptionally(thrown);
        }
    }

    private static <T extends @Nullable Object> void complete(
            CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
