package org.synctoasync.execution;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What lanes get from their server.
 *
 * @param lanes gives the lanes their threads
 * @param parallel gives the parallel tasks theirs; must not run out because lanes hold all of them
 * @param reserve gives threads that lanes and parallel tasks cannot take
 * @param contextual gives an executor that runs tasks on the thread that calls it, in the context of the thread that got it
 * @param unitOfWork surrounds each lane and each parallel task
 * @param carriers carry what belongs to a thread from the submitter to the lane and its parallel tasks
 * @param pooled the classes whose instances are bounded or locked by the server while a method runs, as session beans are
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
     * Threads that are there whatever requests do.
     *
     * @param answers gives threads to the answers of requests that end early
     * @param cancels gives threads to the cancellation of statements, which may block
     * @param beside gives threads to what is done beside requests
     */
    public record Reserve(Executor answers, Executor cancels, Executor beside) {}

    /** Copies the list, so that it cannot change. */
    public Threads {
        carriers = List.copyOf(carriers);
        pooled = Set.copyOf(pooled);
    }

    /** Threads of an application without such classes. */
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
