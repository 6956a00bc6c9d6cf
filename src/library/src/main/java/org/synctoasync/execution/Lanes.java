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
 * Runs each operation on a lane of its own: so many at once, so many waiting, each until its deadline.
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

    /** Makes the lanes of an application. */
    public Lanes(Threads threads, Limits limits) {
        this(threads, limits, System::nanoTime);
    }

    /** The same with a clock, which tells the time in nanoseconds as {@link System#nanoTime} does. */
    public Lanes(Threads threads, Limits limits, LongSupplier clock) {
        this.threads = threads;
        this.limits = limits;
        this.clock = clock;
        this.ticked = clock.getAsLong();
        this.slots =
                new Slots(threads.lanes(), () -> Runnable::run, limits.lanes(), limits.waiting()); // tasks have Origins
        this.parallelSlots = new Slots(threads.parallel(), threads.contextual(), limits.ofParallel());
    }

    /**
     * Runs an operation on a lane of its own or, called by a resolver, on the lane of that resolver's request.
     *
     * @return the answer; completed on the lane's thread, after the unit of work has ended. Cancelling it ends the request.
     *     To a resolver it is a {@link LaneFuture}, on which it may block
     * @throws LanesBusyException if all lanes are taken, and as many requests wait as may, or no thread can be had
     * @throws RequestEndedException if the application is being stopped
     */
    public <T> CompletableFuture<T> submit(Operation<T> operation) {
        Lane lane = Lane.current();
        return lane == null ? submit(operation, origin()) : lane.nest(operation);
    }

    /** The same, in the context of the thread that made an {@link RequestContext}. */
    public <T> CompletableFuture<T> submit(Operation<T> operation, RequestContext origin) {
        return submit(operation, origin, slots::execute);
    }

    /** The same for an operation whose like the caller bounds, such as events: it waits for a lane however many requests do. */
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

    /** Takes what the caller's thread has, for an operation that any thread submits later. */
    public RequestContext origin() {
        return new RequestContext(threads.contextual(), Contexts.capture(threads.carriers()));
    }

    /**
     * Ends the requests whose time is over, or whose answer nobody wants any more. To be called every now and then; how
     * often is how exactly the deadline is kept. Never blocks.
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
     * Takes no more requests, gives those that run some time to end, and ends the rest. Blocks until all have ended, parallel
     * tasks that have outlived theirs included, or that time is over twice.
     *
     * @param grace how long to let requests run on
     * @return how many requests could not be ended
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
     * Has an observer told what each request has cost, once it has ended: on its lane's thread, or on that of whoever
     * refused it or ended it in the line. The observer must neither block nor throw.
     */
    public void observe(Consumer<Statistics> observer) {
        observers.add(observer);
    }

    /** How many lanes are running. */
    public int running() {
        return slots.running();
    }

    /** How many requests wait for a lane. */
    public int waiting() {
        return slots.waiting();
    }

    /** Gives threads for what is done beside requests, even if all lanes are taken; they go with the application. */
    public Executor beside() {
        return threads.reserve().beside();
    }

    /** Has the answer of a request that ends early given. */
    void answer(Runnable task) {
        threads.reserve().answers().execute(task);
    }

    /** Has what a thread does for a request end early, without waiting for the database. */
    void cancel(ThreadWork work) {
        threads.reserve().cancels().execute(() -> work.cancel(limits.interrupt()));
    }

    /** How long ago the last {@link #tick} ended, or the lanes were made. */
    public Duration sinceTick() {
        return Duration.ofNanos(now() - ticked);
    }

    /** How many lanes are held, other than by the database, by resolvers that do not return though their requests have ended. */
    public int stuck() {
        return open.stuck();
    }

    /** How many lanes are held though their requests have ended, by the database too. */
    public int overdue() {
        return open.overdue();
    }

    /** Whether no more requests are taken. */
    public boolean isClosed() {
        return closed;
    }

    /** How much lanes may take. */
    public Limits limits() {
        return limits;
    }

    /** What has been counted since the start. */
    public Counts counts() {
        return counters.read();
    }

    /** Has a request not begin whose turn comes when all are being ended. */
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

    /** Runs a task that takes no time beside the lanes, even if all of them are taken; never on the thread that calls. */
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
     * Counts of what lanes did.
     *
     * @param lanes lanes opened
     * @param calls calls made on lanes: thread-sensitive resolvers and batches
     * @param parallel parallel tasks started
     */
    public record Counts(long lanes, long calls, long parallel) {
        /** Thread switches: one for each lane and for each parallel task. */
        public long hops() {
            return lanes + parallel;
        }

        /** What has been counted since an earlier reading. */
        public Counts since(Counts earlier) {
            return new Counts(lanes - earlier.lanes, calls - earlier.calls, parallel - earlier.parallel);
        }
    }
}
