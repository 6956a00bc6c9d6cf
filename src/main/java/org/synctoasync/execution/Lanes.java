package org.synctoasync.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Starts a lane for each operation, and counts.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class Lanes {
    private final Executor threads;
    final Executor parallelThreads;
    final UnitOfWork unitOfWork;
    final LongAdder calls = new LongAdder();
    final LongAdder forks = new LongAdder();
    final LongAdder statements = new LongAdder();
    private final LongAdder opened = new LongAdder();

    /**
     * Makes the lanes of an application.
     *
     * @param threads runs the lanes, each of which holds its thread to the end of its operation
     * @param parallelThreads runs the parallel tasks; must not share its threads with the lanes, which wait for them
     * @param unitOfWork surrounds each lane and each parallel task
     */
    public Lanes(Executor threads, Executor parallelThreads, UnitOfWork unitOfWork) {
        this.threads = threads;
        this.parallelThreads = parallelThreads;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Runs an operation on a lane of its own.
     *
     * @return the answer; completed on the lane's thread, after the unit of work has ended
     * @throws RejectedExecutionException if no thread can be had
     */
    public <T> CompletableFuture<T> submit(Operation<T> operation) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        threads.execute(() -> {
            opened.increment();
            new Lane(this, operation).run(operation, answer);
        });
        return answer;
    }

    /** How many statements lanes have sent. */
    public long statements() {
        return statements.sum();
    }

    /** What has been counted since the start. */
    public Counts counts() {
        return new Counts(opened.sum(), calls.sum(), forks.sum());
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
