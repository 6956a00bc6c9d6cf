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
 * The thread that looks at the clock, and the threads to which it hands over what is to be done then. The first only decides: it does no
 * input or output, runs no code of the application, and takes no lock that is held during either. The others are reserved: requests
 * that run cannot take them, whatever state the database is in.
 *
 * <p><b>Threading:</b> may be used by any thread. A reserved thread is made when it is needed, and ends when it has had nothing to do for some
 * seconds.
 */
public final class Timekeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Timekeeper.class.getName());
    private static final long IDLE_SECONDS = 10;

    /** So many cancellations run side by side: the driver of a database that does not answer blocks each for some seconds. */
    private static final int CANCELS = 32;

    private static final int BESIDE = 16;

    private final ScheduledThreadPoolExecutor clock;
    private final ThreadPoolExecutor answers;
    private final ThreadPoolExecutor cancels;
    private final ThreadPoolExecutor beside;
    private final Executor context;

    /**
     * Starts nothing yet.
     *
     * @param factory makes threads
     * @param context runs tasks, on the thread that calls it, in the context of the application
     * @param lanes how many lanes run at once: an answer may have to wait for a lock that a lane holds, and then others must not wait for it
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
     * Has something look at the clock in regular intervals. What it throws is logged, and it is called again.
     *
     * @return ends that
     */
    public Runnable every(Duration interval, Runnable look) {
        Runnable guarded = () -> {
            try {
                context.execute(look);
            } catch (Throwable failure) { // the executor would not call it again
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
        } catch (RuntimeException failure) { // nobody waits for it
            LOG.log(Level.WARNING, "A task beside the requests has failed", failure);
        }
    }

    /** Ends all threads; what they have taken is done. */
    @Override
    public void close() {
        clock.shutdownNow();
        answers.shutdown();
        cancels.shutdown();
        beside.shutdown();
    }
}
