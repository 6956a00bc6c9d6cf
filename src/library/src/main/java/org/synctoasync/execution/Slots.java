package org.synctoasync.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs at most so many tasks at once on an executor; more wait in line, up to a bound. The servers' executors bound neither,
 * or both where we cannot set it.
 *
 * <p>A task that {@link #pause}s gives its slot to the next one, and keeps its thread. Before it goes on it takes a slot
 * again, ahead of those in line. Threads are bounded too, those of paused tasks included.
 *
 * <p>A task that waits is started by the thread of one that ends, which belongs to another request. So it takes its own
 * context along, captured when it came.
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

    /** The bounds of tasks that run, of the threads that they and paused tasks hold, and of those that wait in line. */
    record Limit(int running, int threads, int waiting) {}

    private record Waiting(Runnable task, Executor context) {}

    /** Makes slots whose tasks do not pause. */
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
     * @throws RejectedExecutionException if as many tasks wait as may, or the executor takes no more
     */
    @Override
    public void execute(Runnable task) {
        execute(task, limit.waiting());
    }

    /** The same for a task whose like are bounded elsewhere: it waits however many do. */
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

    /** Takes a task out of the line; false if it does not wait there. */
    synchronized boolean remove(Runnable task) {
        return line.removeIf(waiting -> waiting.task() == task);
    }

    synchronized int running() {
        return running;
    }

    synchronized int waiting() {
        return line.size();
    }

    /** Whether tasks wait in line that get no thread before one is given back. */
    synchronized boolean isExhausted() {
        return !line.isEmpty() && (running + paused >= limit.threads() || rejected);
    }

    /**
     * Gives the slot of the calling task to the next one.
     *
     * @param ended whether the task need not wait for a slot when it goes on, because its request has ended
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

    /** Starts tasks in line that got no thread when they could have started, and has paused tasks look at their requests. */
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

    /** Has a task go on that has waited; if no slot is free, when one is given back. */
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
        if (returning.remove(pause)) { // its request has ended: nothing is left to do but to return
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

    /** Runs a task, and then each waiting one for which this thread is the only one to be had. */
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

    /** Starts the task that has waited longest; returns it if there is no thread for it. */
    private @Nullable Runnable startNext() {
        Waiting next = passOn();
        if (next == null || isStarted(next)) {
            return null;
        }
        admit(next.task());
        return inContext(next);
    }

    /** The slot of a task that got no thread goes to one that came meanwhile, if a thread can be had for that. */
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

    /** Passes a slot on: to a task that has waited, else to the first in line if it may have a thread, else to nobody. */
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
