package org.synctoasync.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs at most so many tasks at once on an executor; more wait in line, up to a bound. The servers' executors bound neither,
 * or both where we cannot set it.
 *
 * <p>A task that waits is started by the thread of one that ends, which belongs to another request. So it takes its own
 * context along, captured when it came.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor, which is not held while tasks run.
 */
final class Slots {
    private final Executor threads;
    private final Supplier<Executor> contextual;
    private final int most;
    private final int mostWaiting;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private int running;

    private record Waiting(Runnable task, Executor context) {}

    Slots(Executor threads, Supplier<Executor> contextual, int most, int mostWaiting) {
        this.threads = threads;
        this.contextual = contextual;
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Runs a task now or, if all slots are taken, later.
     *
     * @throws RejectedExecutionException if as many tasks wait as may, or the executor takes no more
     */
    void execute(Runnable task) {
        execute(task, mostWaiting);
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

    private synchronized boolean mayRunNow(Runnable task, int mostBefore) {
        if (running < most) {
            running++;
            return true;
        }
        if (line.size() >= mostBefore) {
            throw new LanesBusyException(most, mostWaiting);
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
        Waiting next = next();
        return next == null || isStarted(next) ? null : inContext(next);
    }

    /** The slot of a task that got no thread goes to one that came meanwhile, if a thread can be had for that. */
    private void giveBack() {
        Waiting next = next();
        if (next != null && !isStarted(next)) {
            synchronized (this) {
                line.addFirst(next);
                running--;
            }
        }
    }

    private boolean isStarted(Waiting next) {
        try {
            threads.execute(() -> run(inContext(next)));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private static Runnable inContext(Waiting waiting) {
        return () -> waiting.context().execute(waiting.task());
    }

    private synchronized @Nullable Waiting next() {
        Waiting next = line.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
