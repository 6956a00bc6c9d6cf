package org.synctoasync.execution;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;
import org.synctoasync.execution.RequestEndedException.Reason;
import org.synctoasync.execution.UnitOfWorkScope.Scope;

/**
 * The internal state of a lane: access to the engine's code, the pending values, and the end of the request.
 *
 * <p><b>Threading:</b> the lock {@code engine} guards the engine's state. The lane's thread holds this lock except
 * while a resolver runs or the lane is idle. So another thread can take its place when a request is cut short while a
 * resolver does not return. All other shared fields are volatile or concurrent.
 */
final class LaneRun {
    private final Lanes lanes;
    private final Contexts contexts;
    private final LaneQueue queue = new LaneQueue();
    private final ReentrantLock engine = new ReentrantLock();
    private final Pump pump;
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private final Set<ThreadWork> works = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile boolean cutAfterAnswer;
    private volatile @Nullable RequestEndedException cut;
    private volatile @Nullable Thread thread;
    private volatile @Nullable ThreadWork work;

    LaneRun(Lanes lanes, Contexts contexts) {
        this.lanes = lanes;
        this.contexts = contexts;
        this.pump = new Pump(this, queue, lanes.limits());
    }

    Pump pump() {
        return pump;
    }

    long now() {
        return lanes.now();
    }

    /** Makes the calling thread the lane's thread while it runs an operation. */
    <T> T begin(ThreadWork own, Callable<T> task, Operation<T> operation) throws Exception {
        thread = Thread.currentThread();
        work = own;
        return inSurroundings(own, operation.isAllOrNothing() ? Scope.REQUEST : Scope.SHARED, task, operation::keeps);
    }

    /** Runs a task on a parallel thread, in its own contexts and its own unit of work. */
    <T extends @Nullable Object> T beside(ThreadWork parallel, Callable<T> task) throws Exception {
        return inSurroundings(parallel, Scope.RESOLVER, task, value -> true);
    }

    private <T extends @Nullable Object> T inSurroundings(
            ThreadWork doing, Scope scope, Callable<T> task, Predicate<T> keep) throws Exception {
        UnitOfWorkScope around = new UnitOfWorkScope(this, lanes.unitOfWork(), scope);
        doing.surroundedBy(around);
        return around.around(contexts, task, keep);
    }

    /** Registers the work of a thread while it runs a task, so that the work can be cancelled. */
    <T> T working(ThreadWork doing, Supplier<T> task) {
        works.add(doing);
        lanes.open().add(doing);
        try {
            return task.get();
        } finally {
            works.remove(doing);
            lanes.open().remove(doing);
        }
    }

    /** Whether no thread is available for further parallel tasks. */
    boolean lacksThreads() {
        return lanes.parallelSlots().isExhausted();
    }

    /**
     * Whether the calling thread's stack holds an instance that other resolvers may need; see {@link Threads#pooled}.
     */
    boolean holdsInstance() {
        return HeldInstances.onStack(lanes.pooled());
    }

    ThreadWork ownWork() {
        return Objects.requireNonNull(work, "the lane has no thread yet");
    }

    UnitOfWorkScope surroundings() {
        return ownWork().surroundings();
    }

    boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    boolean offer(Kind kind, Runnable entry) {
        return queue.offer(kind, entry);
    }

    /** Runs a task with the engine's lock held. */
    <T> T withEngine(Callable<T> task) throws Exception {
        engine.lock();
        try {
            return task.call();
        } finally {
            engine.unlock();
        }
    }

    /** Runs a task with the engine's lock held. */
    void inEngine(Runnable task) {
        engine.lock();
        try {
            task.run();
        } finally {
            engine.unlock();
        }
    }

    /** Runs a task with the engine's lock held. Returns false if another thread holds the lock. */
    boolean tryInEngine(Runnable task) {
        if (!engine.tryLock()) {
            return false;
        }
        try {
            task.run();
        } finally {
            engine.unlock();
        }
        return true;
    }

    boolean isInEngine() {
        return engine.isHeldByCurrentThread();
    }

    /** Releases the engine's lock as often as the calling thread holds it. Returns that number. */
    int leaveEngine() {
        int holds = engine.getHoldCount();
        leaveEngine(holds);
        return holds;
    }

    void leaveEngine(int holds) {
        for (int i = 0; i < holds; i++) {
            engine.unlock();
        }
    }

    void enterEngine(int holds) {
        for (int i = 0; i < holds; i++) {
            engine.lock();
        }
    }

    /** Ensures that a future is completed at the end of the request at the latest. */
    <F extends CompletableFuture<?>> F track(F future) {
        pending.add(future);
        CompletionStage<?> stage = future;
        Outcome.whenDone(stage, outcome -> pending.remove(future));
        if (hasEnded()) {
            future.completeExceptionally(ended());
        }
        return future;
    }

    /** Returns a future that delivers the outcome of a stage to the lane or, on a parallel thread, to that thread. */
    <T extends @Nullable Object> LaneFuture<T> follow(CompletionStage<T> stage, String name) {
        LaneFuture<T> future = track(new LaneFuture<>(this, false));
        if (isOwnThread()) {
            inEngine(() -> future.follow(pump.adopt(name, stage, new CompletableFuture<>())));
        } else {
            future.follow(stage);
        }
        return future;
    }

    boolean hasEnded() {
        return closed || cut != null;
    }

    /** Whether the operation had its response when the request was cut short, so that only its end was cut short. */
    boolean wasCutAfterAnswer() {
        return cutAfterAnswer;
    }

    boolean wasCutShort() {
        return cut != null;
    }

    RequestEndedException ended() {
        RequestEndedException reason = cut;
        return reason != null
                ? reason
                : new RequestEndedException(Reason.ANSWERED, "This request has ended; its lane takes no more work");
    }

    void refuseIfCutShort() {
        RequestEndedException reason = cut;
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * Ends the request because its response is complete. Rejects further entries and fails all pending futures, so that
     * no thread keeps waiting.
     */
    void close() {
        synchronized (this) {
            closed = true;
        }
        queue.close();
        failPending();
    }

    /** Starts to end the request before it has its response. Returns false if this has already started. */
    synchronized boolean cut(RequestEndedException reason) {
        if (cut != null) {
            return false;
        }
        cutAfterAnswer = closed;
        cut = reason;
        queue.close();
        return true;
    }

    /** Cancels the running statements without waiting for the database. */
    void cancelWorks() {
        works.forEach(lanes::cancel);
    }

    /** Whether the lane's thread waits for the database. */
    boolean isInDatabase() {
        ThreadWork own = work;
        return own != null && own.isInDatabase();
    }

    /**
     * Completes every pending future exceptionally with the reason why the request ended. Called with the engine's lock
     * held.
     */
    void failPending() {
        while (!pending.isEmpty()) {
            for (CompletableFuture<?> future : pending) {
                future.completeExceptionally(ended());
                pending.remove(future);
            }
        }
    }
}
