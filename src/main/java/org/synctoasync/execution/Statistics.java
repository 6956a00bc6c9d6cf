package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What one request has cost.
 *
 * <p><b>Threading:</b> counted on the lane's thread, statements on parallel ones too; may be read by any thread.
 */
public final class Statistics {
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger parallel = new AtomicInteger();
    private final AtomicInteger statements = new AtomicInteger();
    private final List<Batch> batches = new ArrayList<>(); // guarded by itself
    private final LongSupplier clock;
    private final long submitted;
    private volatile long begun;
    private volatile long ended;

    /**
     * A batch that a loader sent.
     *
     * @param loader the loader's name
     * @param keys how many keys it had
     */
    public record Batch(String loader, int keys) {}

    Statistics(LongSupplier clock) {
        this.clock = clock;
        this.submitted = clock.getAsLong();
        this.begun = submitted;
        this.ended = NEVER;
    }

    /** Thread switches: one for the lane and one for each parallel task. */
    public int hops() {
        return 1 + parallel.get();
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
        return statements.get();
    }

    /** The batches, in the order of their sending. */
    public List<Batch> batches() {
        synchronized (batches) {
            return List.copyOf(batches);
        }
    }

    /** How long the request waited for its lane, in nanoseconds. */
    public long waitNanos() {
        return begun - submitted;
    }

    /** How long the request has had its lane, in nanoseconds; so far, until it has ended. */
    public long laneNanos() {
        long end = ended;
        return (end == NEVER ? clock.getAsLong() : end) - begun;
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

    void statement() {
        statements.incrementAndGet();
    }

    void begin() {
        begun = clock.getAsLong();
    }

    void end() {
        ended = clock.getAsLong();
    }
}
