package org.synctoasync.execution;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The threads and services that lanes get from their server.
 *
 * @param lanes provides the threads of the lanes
 * @param parallel provides the threads of the parallel tasks; must not run out because lanes hold all threads
 * @param reserve provides threads that lanes and parallel tasks cannot take
 * @param contextual provides an executor that runs tasks on the calling thread, in the context of the thread that
 *     obtained the executor
 * @param unitOfWork the unit of work around each lane and each parallel task
 * @param carriers carry thread-bound state from the submitting thread to the lane and its parallel tasks
 * @param pooled the classes whose instances the server bounds or locks while a method runs, such as session beans
 */
public record Threads(
        Executor lanes,
        Executor parallel,
        Reserve reserve,
        Supplier<Executor> contextual,
        UnitOfWork unitOfWork,
        List<ContextCarrier> carriers,
        Set<Class<?>> pooled) {
    /**
     * Threads that are available whatever requests do.
     *
     * @param answers provides threads that complete the responses of requests that end early
     * @param cancels provides threads that cancel statements, which may block
     * @param beside provides threads for work outside of requests
     */
    public record Reserve(Executor answers, Executor cancels, Executor beside) {}

    /** Copies the collections, so that they cannot change. */
    public Threads {
        carriers = List.copyOf(carriers);
        pooled = Set.copyOf(pooled);
    }

    /** Creates the threads of an application without pooled classes. */
    public Threads(
            Executor lanes,
            Executor parallel,
            Reserve reserve,
            Supplier<Executor> contextual,
            UnitOfWork unitOfWork,
            List<ContextCarrier> carriers) {
        this(lanes, parallel, reserve, contextual, unitOfWork, carriers, Set.of());
    }
}
