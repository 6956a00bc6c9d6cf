package org.synctoasync.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a limited number of tasks at once on an executor. A limited number of further tasks wait in a queue. The
 * servers' executors set neither limit, or set both where this library cannot configure them.
 *
 * <p>A task that {@link #pause}s releases its slot to the next task and keeps its thread. Before it continues, it
 * acquires a slot again, ahead of the tasks in the queue. Threads are limited too, including the threads of paused
 * tasks.
 *
 * <p>A waiting task is started by the thread of a task that ends, which belongs to another request. So the waiting task
 * brings its own context, captured when it arrived.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor, which is not held while tasks run.
 */
final class Slots implements Executor {
    private final Executor threads;
    private final Supplier<Executor> contextual;
    private final Limit limit;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private final Deque<Pause> returning = new ArrayDeque<>();
    private int running;
    private int paused;
    private boolean rejected;

    /** The limits of running tasks, of the threads that running and paused tasks hold, and of waiting tasks. */
    record Limit(int running, int threads, int waiting) {}

    private record Waiting(Runnable task, Executor context) {}

    /** Creates slots whose tasks do not pause. */
    Slots(Executor threads, Supplier<Executor> contextual, int running, int waiting) {
        this(threads, contextual, new Limit(running, Integer.MAX_VALUE, waiting));
    }

    Slots(Executor threads, Supplier<Executor> contextual, Limit limit) {
        this.threads = threads;
        this.contextual = contextual;
        this.limit = limit;
    }

    /**
     * Runs a task now or, if all slots are taken, later.
     *
     * @throws RejectedExecutionException if the queue is full, or if the executor rejects the task
     */
    @Override
    public void execute(Runnable task) {
        execute(task, limit.waiting());
    }

    /** Runs a task of a kind that is bounded elsewhere. It waits however many tasks wait. */
    void executePatiently(Runnable task) {
        execute(task, Integer.MAX_VALUE);
    }

    private void execute(Runnable task, int mostBefore) {
        if (!mayRunNow(task, mostBefore)) {
            return;
        }
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException full) {
            giveBack();
            throw full;
        }
    }

    /** Removes a task from the queue. Returns false if it does not wait there. */
    synchronized boolean remove(Runnable task) {
        return line.removeIf(waiting -> waiting.task() == task);
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting() {
        return line.size();
    }

    /** Whether the queue holds tasks that get no thread before one is released. */
    synchronized boolean isExhausted() {
        return !line.isEmpty() && (running + paused >= limit.threads() || rejected);
    }

    /**
     * Releases the slot of the calling task to the next task.
     *
     * @param ended whether the task's request has ended, so that the task need not wait for a slot before it continues
     */
    Pause pause(BooleanSupplier ended) {
        Waiting next;
        synchronized (this) {
            paused++;
            next = passOn();
        }
        if (next != null && !isStarted(next)) {
            putBack(next);
        }
        return new Pause(this, ended);
    }

    /**
     * Starts queued tasks that got no thread when they could have started. Makes paused tasks check whether their
     * requests have ended.
     */
    void retry() {
        for (Waiting next = claim(); next != null; next = claim()) {
            if (!isStarted(next)) {
                putBack(next);
                break;
            }
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private synchronized @Nullable Waiting claim() {
        boolean free = running < limit.running() && running + paused < limit.threads();
        Waiting next = free ? line.poll() : null;
        if (next != null) {
            running++;
        }
        return next;
    }

    /** Ends a task's pause. If no slot is free, waits until one is released. */
    synchronized void endPause(Pause pause) {
        boolean interrupted = false;
        if (running < limit.running()) {
            paused--;
            running++;
            return;
        }
        returning.add(pause);
        while (!pause.hasSlot() && !pause.isNeedless()) {
            try {
                wait();
            } catch (InterruptedException whileWaiting) {
                interrupted = true;
            }
        }
        if (returning.remove(pause)) { // its request has ended: the task only has to return
            paused--;
            running++;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean mayRunNow(Runnable task, int mostBefore) {
        if (running < limit.running() && running + paused < limit.threads()) {
            running++;
            admit(task);
            return true;
        }
        if (line.size() >= mostBefore) {
            throw new LanesBusyException(limit.running(), limit.waiting());
        }
        line.add(new Waiting(task, contextual.get()));
        return false;
    }

    /** Runs a task, and then each waiting task for which no other thread is available. */
    private void run(@Nullable Runnable first) {
        Runnable next = first;
        while (next != null) {
            boolean thrown = true;
            try {
                next.run();
                thrown = false;
            } finally {
                next = startNext();
                if (thrown) {
                    run(next);
                }
            }
        }
    }

    /** Starts the task that has waited longest. Returns it if no thread is available for it. */
    private @Nullable Runnable startNext() {
        Waiting next = passOn();
        if (next == null || isStarted(next)) {
            return null;
        }
        admit(next.task());
        return inContext(next);
    }

    /**
     * Passes on the slot of a task that got no thread, to a task that arrived meanwhile, if a thread is available for
     * that task.
     */
    private void giveBack() {
        Waiting next = passOn();
        if (next != null && !isStarted(next)) {
            putBack(next);
        }
    }

    private synchronized void putBack(Waiting next) {
        line.addFirst(next);
        running--;
    }

    private boolean isStarted(Waiting next) {
        boolean started = true;
        try {
            threads.execute(() -> run(inContext(next)));
            admit(next.task());
        } catch (RejectedExecutionException full) {
            started = false;
        }
        synchronized (this) {
            rejected = !started;
        }
        return started;
    }

    private static void admit(Runnable task) {
        if (task instanceof Admitted admitted) {
            admitted.admitted();
        }
    }

    private static Runnable inContext(Waiting waiting) {
        return () -> waiting.context().execute(waiting.task());
    }

    /**
     * Passes a slot on: first to a task that ends its pause, then to the first task in the queue if it may have a
     * thread. Otherwise the slot becomes free.
     */
    private synchronized @Nullable Waiting passOn() {
        Pause first = running > limit.running() ? null : returning.poll();
        if (first != null) {
            paused--;
            first.giveSlot();
            notifyAll();
            return null;
        }
        Waiting next = running > limit.running() || running + paused > limit.threads() ? null : line.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
