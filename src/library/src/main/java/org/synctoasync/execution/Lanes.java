package org.synctoasync.execution;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.synctoasync.execution.RequestEndedException.Reason;

/**
 * Runs each operation on a lane of its own. A limited number of operations runs at once, a limited number waits, and
 * each ends at its deadline at the latest.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class Lanes {
    private final Threads threads;
    private final Limits limits;
    private final LongSupplier clock;
    private final Slots slots;
    private final Slots parallelSlots;
    private final OpenWork open = new OpenWork();
    private final List<Consumer<Statistics>> observers = new CopyOnWriteArrayList<>();
    private final Counters counters = new Counters();
    private volatile long ticked;
    private volatile boolean closed;
    private volatile boolean ending;

    /** Creates the lanes of an application. */
    public Lanes(Threads threads, Limits limits) {
        this(threads, limits, System::nanoTime);
    }

    /** Creates lanes with a clock that returns the time in nanoseconds, like {@link System#nanoTime}. */
    public Lanes(Threads threads, Limits limits, LongSupplier clock) {
        this.threads = threads;
        this.limits = limits;
        this.clock = clock;
        this.ticked = clock.getAsLong();
        this.slots =
                new Slots(threads.lanes(), () -> Runnable::run, limits.lanes(), limits.waiting()); // tasks have context
        this.parallelSlots = new Slots(threads.parallel(), threads.contextual(), limits.ofParallel());
    }

    /**
     * Runs an operation on a lane of its own. If a resolver calls this method, the operation runs on the lane of that
     * resolver's request.
     *
     * @return the response; completed on the lane's thread after the unit of work has ended. Cancelling it ends the
     *     request. A resolver receives a {@link LaneFuture}, on which it may block
     * @throws LanesBusyException if all lanes are in use and the queue is full, or if no thread is available
     * @throws RequestEndedException if the application is being stopped
     */
    public <T> CompletableFuture<T> submit(Operation<T> operation) {
        Lane lane = Lane.current();
        return lane == null ? submit(operation, origin()) : lane.nest(operation);
    }

    /** Runs an operation in the context of the thread that created a {@link RequestContext}. */
    public <T> CompletableFuture<T> submit(Operation<T> operation, RequestContext origin) {
        return submit(operation, origin, slots::execute);
    }

    /**
     * Runs an operation of a kind that the caller bounds, such as events. It waits for a lane however many requests
     * wait.
     */
    public <T> CompletableFuture<T> submitPatiently(Operation<T> operation, RequestContext origin) {
        return submit(operation, origin, slots::executePatiently);
    }

    private <T> CompletableFuture<T> submit(Operation<T> operation, RequestContext origin, Consumer<Runnable> line) {
        LaneTask<T> task = new LaneTask<>(this, operation, origin);
        open.add(task);
        try {
            if (closed) {
                throw stopped().beforeBeginning();
            }
            line.accept(task);
        } catch (LanesBusyException | RequestEndedException refused) {
            task.refused();
            throw refused;
        } catch (RejectedExecutionException noThread) {
            task.refused();
            throw new LanesBusyException(noThread);
        }
        return task.answer();
    }

    /** Captures the context of the calling thread, for an operation that any thread submits later. */
    public RequestContext origin() {
        return new RequestContext(threads.contextual(), Contexts.capture(threads.carriers()));
    }

    /**
     * Ends the requests whose deadline has passed or that were cancelled. Must be called periodically; the period
     * determines how precisely deadlines are kept. Never blocks.
     */
    public void tick() {
        long now = now();
        boolean starved = open.anyWork(work -> work.hasWaitedForConnection(now, Idling.PATIENCE));
        slots.retry();
        parallelSlots.retry();
        open.forEachTask(task -> task.check(now, starved));
        ticked = now();
    }

    /**
     * Rejects new requests, lets running requests continue for a grace period, and then ends the rest. Blocks until all
     * requests have ended, including parallel tasks that have outlived their requests, or until twice the grace period
     * has passed.
     *
     * @param grace how long running requests may continue
     * @return the number of requests that could not be ended
     */
    public int close(Duration grace) throws InterruptedException {
        closed = true;
        if (!open.awaitEnd(grace)) {
            ending = true;
            open.forEachTask(task -> task.cut(stopped()));
            open.forEachWork(this::cancel);
            open.awaitEnd(grace);
        }
        return open.requests();
    }

    /**
     * Adds an observer that receives the statistics of each request once the request has ended. The observer is called
     * on the lane's thread, or on the thread that rejected the request or ended it in the queue. The observer must
     * neither block nor throw.
     */
    public void observe(Consumer<Statistics> observer) {
        observers.add(observer);
    }

    /** The number of running lanes. */
    public int running() {
        return slots.running();
    }

    /** The number of requests that wait for a lane. */
    public int waiting() {
        return slots.waiting();
    }

    /**
     * Provides threads for work outside of requests, even if all lanes are in use. The threads end with the
     * application.
     */
    public Executor beside() {
        return threads.reserve().beside();
    }

    /** Runs a task that completes the response of a request that ends early. */
    void answer(Runnable task) {
        threads.reserve().answers().execute(task);
    }

    /** Ends early the work of a thread for a request, without waiting for the database. */
    void cancel(ThreadWork work) {
        threads.reserve().cancels().execute(() -> work.cancel(limits.interrupt()));
    }

    /** The time since the last {@link #tick} ended or, before the first one, since the lanes were created. */
    public Duration sinceTick() {
        return Duration.ofNanos(now() - ticked);
    }

    /**
     * The number of lanes held by resolvers that do not return although their requests have ended. Lanes that wait for
     * the database are not included.
     */
    public int stuck() {
        return open.stuck();
    }

    /**
     * The number of lanes still held although their requests have ended, including lanes that wait for the database.
     */
    public int overdue() {
        return open.overdue();
    }

    /** Whether new requests are rejected. */
    public boolean isClosed() {
        return closed;
    }

    /** The limits of the lanes. */
    public Limits limits() {
        return limits;
    }

    /** The counts since the start. */
    public Counts counts() {
        return counters.read();
    }

    /** Rejects a request whose turn comes while all requests are being ended. */
    void refuseIfEnding() {
        if (ending) {
            throw stopped().beforeBeginning();
        }
    }

    private static RequestEndedException stopped() {
        return new RequestEndedException(Reason.SHUTDOWN, "The application is being stopped");
    }

    long now() {
        return clock.getAsLong();
    }

    UnitOfWork unitOfWork() {
        return threads.unitOfWork();
    }

    Slots parallelSlots() {
        return parallelSlots;
    }

    Set<Class<?>> pooled() {
        return threads.pooled();
    }

    /**
     * Runs a task that takes no time outside of the lanes, even if all lanes are in use. Never runs it on the calling
     * thread.
     */
    public void execute(Runnable task) {
        try {
            threads.lanes().execute(task);
        } catch (RejectedExecutionException full) {
            beside().execute(task);
        }
    }

    boolean withdraw(LaneTask<?> task) {
        return slots.remove(task);
    }

    void ended(LaneTask<?> task) {
        try {
            observers.forEach(observer -> observer.accept(task.statistics()));
        } finally {
            open.remove(task);
        }
    }

    OpenWork open() {
        return open;
    }

    Counters counters() {
        return counters;
    }

    /**
     * Counts of the work of lanes.
     *
     * @param lanes the number of lanes opened
     * @param calls the number of calls on lanes: thread-sensitive resolvers and batches
     * @param parallel the number of parallel tasks started
     */
    public record Counts(long lanes, long calls, long parallel) {
        /** The number of thread switches: one for each lane and one for each parallel task. */
        public long hops() {
            return lanes + parallel;
        }

        /** The counts since an earlier reading. */
        public Counts since(Counts earlier) {
            return new Counts(lanes - earlier.lanes, calls - earlier.calls, parallel - earlier.parallel);
        }
    }
}
