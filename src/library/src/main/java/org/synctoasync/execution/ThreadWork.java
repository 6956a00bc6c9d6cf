package org.synctoasync.execution;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work of one thread for a request: the lane's own work, or one parallel task.
 *
 * <p><b>Threading:</b> created, and made current, on the thread that does the work. Any thread may call
 * {@link #cancel}, {@link #field} and {@link #isInDatabase}; they are guarded by this object's monitor, which no thread
 * holds while a driver is called. The state of the unit of work is confined to the thread.
 */
final class ThreadWork {
    private static final System.Logger LOG = System.getLogger(ThreadWork.class.getName());
    private static final ThreadLocal<@Nullable ThreadWork> CURRENT = new ThreadLocal<>();

    private static final long NOT_WAITING = -1;

    private final Lane lane;
    private final @Nullable Slots slots;
    private final Thread thread = Thread.currentThread();
    private final Deque<String> fields = new ArrayDeque<>();
    private @Nullable Runnable running;
    private boolean cancelling;
    private int inDatabase;
    private @Nullable UnitOfWorkScope surroundings;
    private boolean used;
    private volatile long connectingSince = NOT_WAITING;

    ThreadWork(Lane lane) {
        this(lane, null);
    }

    /**
     * Creates the work of a parallel task.
     *
     * @param slots the slots of which the task holds one; null if the task runs on another executor
     */
    ThreadWork(Lane lane, @Nullable Slots slots) {
        this.lane = lane;
        this.slots = slots;
    }

    static @Nullable ThreadWork current() {
        return CURRENT.get();
    }

    Lane lane() {
        return lane;
    }

    boolean belongsTo(LaneRun run) {
        return lane.run() == run;
    }

    /** Runs a task as this work. */
    <T extends @Nullable Object> T during(Supplier<T> task) {
        ThreadWork before = CURRENT.get();
        CURRENT.set(this);
        try {
            return task.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    void surroundedBy(UnitOfWorkScope around) {
        surroundings = around;
    }

    /** The unit of work around this work. */
    UnitOfWorkScope surroundings() {
        return Objects.requireNonNull(surroundings, "the task is not surrounded yet");
    }

    /** Releases the slot while the task waits. Returns null if the task has no slot. */
    @Nullable Pause pause() {
        return slots == null ? null : slots.pause(lane.run()::hasEnded);
    }

    /** Notes that the unit of work may hold a connection. */
    void use() {
        used = true;
    }

    /** Whether the unit of work may hold a connection. */
    boolean isUsed() {
        return used;
    }

    /** Notes that another unit of work has begun. */
    void begunAnew() {
        used = false;
    }

    /** Whether this work has waited for a connection for at least this time. */
    boolean hasWaitedForConnection(long now, Duration time) {
        long since = connectingSince;
        return since != NOT_WAITING && now - since >= time.toNanos();
    }

    /** Notes the field whose resolver starts here. */
    synchronized void enter(String field) {
        fields.push(field);
    }

    /** Notes that the most recently started resolver has ended. */
    synchronized void leave() {
        fields.pop();
        if (lane.run().wasCutShort()) {
            clearInterrupt();
        }
    }

    /** The field whose resolver runs here now; null if no resolver runs. */
    synchronized @Nullable String field() {
        return fields.peek();
    }

    /** All fields whose resolvers run here: the innermost first, then those that wait. */
    synchronized List<String> fields() {
        return List.copyOf(fields);
    }

    /**
     * Runs a task that {@link #cancel} can end early. Returns only when no cancellation is in progress: a late
     * cancellation would hit the next task.
     */
    <T extends @Nullable Object> T cancellable(Callable<T> task, Runnable cancel) throws Exception {
        Runnable outer;
        synchronized (this) {
            lane.run().refuseIfCutShort();
            outer = running;
            running = cancel;
        }
        try {
            return inDatabase(task);
        } finally {
            endCancellable(outer);
        }
    }

    private synchronized void endCancellable(@Nullable Runnable outer) {
        boolean interrupted = false;
        while (cancelling) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        running = outer;
        if (interrupted) {
            thread.interrupt();
        }
    }

    /** Acquires a connection for this work, unless its request has been cut short. */
    <T> T connecting(Callable<T> acquire) throws Exception {
        lane.run().refuseIfCutShort();
        connectingSince = lane.run().now();
        try {
            return inDatabase(acquire);
        } finally {
            connectingSince = NOT_WAITING;
            use();
        }
    }

    /** Runs a task that waits for the database. */
    <T extends @Nullable Object> T inDatabase(Callable<T> task) throws Exception {
        synchronized (this) {
            inDatabase++;
        }
        try {
            return task.call();
        } finally {
            synchronized (this) {
                inDatabase--;
            }
        }
    }

    /**
     * Whether this thread waits for the database: for a statement, for a connection, or for the end of a transaction.
     */
    synchronized boolean isInDatabase() {
        return inDatabase > 0;
    }

    /**
     * Ends early what runs here. Cancels the statement by its own means. If there is no statement and {@code interrupt}
     * is set, interrupts the resolver. Blocks as long as the database's driver blocks.
     */
    void cancel(boolean interrupt) {
        Runnable statement = beginCancel(interrupt);
        if (statement == null) {
            return;
        }
        try {
            statement.run();
        } catch (RuntimeException failure) { // then the statement's end is awaited
            LOG.log(Level.WARNING, "A statement of a request that is cut short cannot be cancelled", failure);
        } finally {
            synchronized (this) {
                cancelling = false;
                notifyAll();
            }
        }
    }

    /** The statement to cancel; null if there is no statement or if another thread already cancels it. */
    private synchronized @Nullable Runnable beginCancel(boolean interrupt) {
        Runnable statement = cancelling ? null : running;
        if (statement != null) {
            cancelling = true;
        } else if (interrupt && running == null && !fields.isEmpty()) {
            thread.interrupt();
        }
        return statement;
    }

    private void clearInterrupt() {
        if (Thread.currentThread() == thread) {
            Thread.interrupted();
        }
    }
}
