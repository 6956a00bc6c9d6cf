package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.RequestEndedException.Reason;

/**
 * The cost of one request.
 *
 * <p><b>Threading:</b> counted on the lane's thread; statements are also counted on parallel threads. May be read by
 * any thread.
 */
public final class Statistics {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger parallel = new AtomicInteger();
    private final List<Statement> statements = new ArrayList<>(); // guarded by itself
    private final List<Batch> batches = new ArrayList<>(); // guarded by itself
    private final LongSupplier clock;
    private final long submitted;
    private volatile long begun = NEVER;
    private volatile long ended = NEVER;
    private volatile Ending ending = Ending.NONE;

    /**
     * A batch that a loader sent.
     *
     * @param loader the loader's name
     * @param keys the number of its keys
     */
    public record Batch(String loader, int keys) {}

    /**
     * A statement that was sent to the database.
     *
     * @param field the field whose resolver sent it, such as {@code Book.author}, or the loader that sent it, such as
     *     {@code DataLoader Book}; null if the engine sent it through a getter, or if it was sent at the end of the
     *     transaction
     * @param sql the text of the statement
     */
    public record Statement(@Nullable String field, String sql) {}

    /** How a request ended. */
    public enum Ending {
        /** It has not ended yet. */
        NONE,
        /** Its response has no errors. */
        ANSWERED,
        /** Its response has errors. */
        ERRORS,
        /** It has no response: the engine failed, or the writes could not be kept. */
        FAILED,
        /** No lane was available for it. */
        REFUSED,
        /** Its deadline passed. */
        DEADLINE,
        /** No caller waited for its response any longer. */
        CANCELLED,
        /** The application was being stopped. */
        SHUTDOWN;

        static Ending of(Reason reason) {
            return valueOf(reason.name());
        }
    }

    Statistics(LongSupplier clock) {
        this.clock = clock;
        this.submitted = clock.getAsLong();
    }

    /** How the request ended. */
    public Ending ending() {
        return ending;
    }

    /** Whether the request has, or had, a lane: it was neither rejected nor ended in the queue. */
    public boolean hadLane() {
        return begun != NEVER;
    }

    /** The number of thread switches: one for the lane and one for each parallel task. */
    public int hops() {
        return (hadLane() ? 1 : 0) + parallel.get();
    }

    /** The number of resolvers and batches that ran on the lane's thread. */
    public int calls() {
        return calls.get();
    }

    /** The number of resolvers that ran in parallel. */
    public int parallel() {
        return parallel.get();
    }

    /** The number of statements sent to the database. */
    public int statements() {
        synchronized (statements) {
            return statements.size();
        }
    }

    /** The statements, in the order in which they were sent. */
    public List<Statement> sent() {
        synchronized (statements) {
            return List.copyOf(statements);
        }
    }

    /** The batches, in the order in which they were sent. */
    public List<Batch> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    /**
     * How long the request waited for its lane, in nanoseconds. Counts the time so far until it has a lane or has
     * ended.
     */
    public long waitNanos() {
        return (hadLane() ? begun : endOrNow()) - submitted;
    }

    /** How long the request has had its lane, in nanoseconds. Counts the time so far until it has ended. */
    public long laneNanos() {
        return hadLane() ? endOrNow() - begun : 0;
    }

    /** Counts a batch. */
    public void batch(String loader, int keys) {
        synchronized (batches) {
            batches.add(new Batch(loader, keys));
        }
    }

    void call() {
        calls.incrementAndGet();
    }

    void fork() {
        parallel.incrementAndGet();
    }

    void statement(@Nullable String field, String sql) {
        if (!sql.regionMatches(true, 0, "SELECT", 0, "SELECT".length())) {
            writes.incrementAndGet();
        }
        synchronized (statements) {
            statements.add(new Statement(field, sql));
        }
    }

    /** The number of statements sent other than {@code SELECT}. */
    public int writes() {
        return writes.get();
    }

    void begin() {
        begun = clock.getAsLong();
    }

    void end(Ending how) {
        ending = how;
        ended = clock.getAsLong();
    }

    private long endOrNow() {
        long end = ended;
        return end == NEVER ? clock.getAsLong() : end;
    }
}
