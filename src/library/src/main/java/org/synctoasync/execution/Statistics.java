package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.RequestEndedException.Reason;

/**
 * What one request has cost.
 *
 * <p><b>Threading:</b> counted on the lane's thread, statements on parallel ones too; may be read by any thread.
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
     * @param keys how many keys it had
     */
    public record Batch(String loader, int keys) {}

    /**
     * A statement that was sent to the database.
     *
     * @param field the field whose resolver sent it, as {@code Book.author}, or what a loader did, as {@code DataLoader Book};
     *     null if neither did, but the engine, out of a getter, or the end of the transaction
     * @param sql its text
     */
    public record Statement(@Nullable String field, String sql) {}

    /** How a request ended. */
    public enum Ending {
        /** It has not ended yet. */
        NONE,
        /** It was answered, without an error. */
        ANSWERED,
        /** It was answered, with errors. */
        ERRORS,
        /** It has no answer: the engine has failed, or what was written could not be kept. */
        FAILED,
        /** No lane could be had for it. */
        REFUSED,
        /** Its time was over. */
        DEADLINE,
        /** Nobody waited for its answer any more. */
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

    /** Whether the request has, or had, a lane: it was neither refused nor ended in the line. */
    public boolean hadLane() {
        return begun != NEVER;
    }

    /** Thread switches: one for the lane and one for each parallel task. */
    public int hops() {
        return (hadLane() ? 1 : 0) + parallel.get();
    }

    /** Resolvers and batches that ran on the lane's thread. */
    public int calls() {
        return calls.get();
    }

    /** Resolvers that ran in parallel. */
    public int parallel() {
        return parallel.get();
    }

    /** Statements sent to the database. */
    public int statements() {
        synchronized (statements) {
            return statements.size();
        }
    }

    /** The statements, in the order of their sending. */
    public List<Statement> sent() {
        synchronized (statements) {
            return List.copyOf(statements);
        }
    }

    /** The batches, in the order of their sending. */
    public List<Batch> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    /** How long the request waited for its lane, in nanoseconds; so far, until it has one or has ended. */
    public long waitNanos() {
        return (hadLane() ? begun : endOrNow()) - submitted;
    }

    /** How long the request has had its lane, in nanoseconds; so far, until it has ended. */
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

    /** How many statements other than {@code SELECT} were sent. */
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
