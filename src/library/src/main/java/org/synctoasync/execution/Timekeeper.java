package org.synctoasync.execution;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock's thread, and the threads to which it hands over work. The clock's thread only decides: it does no input or
 * output, runs no application code, and takes no lock that is held during either. The other threads are reserved:
 * running requests cannot take them, whatever state the database is in.
 *
 * <p><b>Threading:</b> may be used by any thread. A reserved thread is created when it is needed, and ends when it has
 * been idle for some seconds.
 */
public final class Timekeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Timekeeper.class.getName());
    private static final long IDLE_SECONDS = 10;

    /**
     * How many cancellations run at once. If a database does not respond, its driver blocks each of them for some
     * seconds.
     */
    private static final int CANCELS = 32;

    private static final int BESIDE = 16;

    private final ScheduledThreadPoolExecutor clock;
    private final ThreadPoolExecutor answers;
    private final ThreadPoolExecutor cancels;
    private final ThreadPoolExecutor beside;
    private final Executor context;

    /**
     * Creates a timekeeper without starting any thread.
     *
     * @param factory creates the threads
     * @param context runs tasks on the calling thread, in the context of the application
     * @param lanes how many lanes run at once. A response may have to wait for a lock that a lane holds; other
     *     responses must not wait for it
     */
    public Timekeeper(ThreadFactory factory, Executor context, int lanes) {
        this.context = context;
        clock = new ScheduledThreadPoolExecutor(1, factory);
        clock.setRemoveOnCancelPolicy(true);
        answers = reserve(lanes + BESIDE, factory);
        cancels = reserve(CANCELS, factory);
        beside = reserve(BESIDE, factory);
    }

    private static ThreadPoolExecutor reserve(int most, ThreadFactory factory) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Calls an action at regular intervals. If it throws, the failure is logged, and it is called again.
     *
     * @return an action that ends the calls
     */
    public Runnable every(Duration interval, Runnable look) {
        Runnable guarded = () -> {
            try {
                context.execute(look);
            } catch (Throwable failure) { // otherwise the executor would not call it again
                LOG.log(Level.ERROR, "Looking at the clock has failed", failure);
            }
        };
        Future<?> calls =
                clock.scheduleWithFixedDelay(guarded, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return () -> calls.cancel(false);
    }

    /** The reserved threads. */
    public Threads.Reserve reserve() {
        return new Threads.Reserve(within(answers), within(cancels), within(beside));
    }

    private Executor within(Executor threads) {
        return task -> threads.execute(() -> run(task));
    }

    private void run(Runnable task) {
        try {
            context.execute(task);
        } catch (RuntimeException failure) { // no caller waits for it
            LOG.log(Level.WARNING, "A task beside the requests has failed", failure);
        }
    }

    /** Ends all threads. Tasks that the reserved threads have accepted still run. */
    @Override
    public void close() {
        clock.shutdownNow();
        answers.shutdown();
        cancels.shutdown();
        beside.shutdown();
    }
}
