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
 * @param contextual gives an executor that runs tasks on the thread that calls it, in the context of the thread that got it
 * @param unitOfWork surrounds each lane and each parallel task
 * @param carriers carry what belongs to a thread from the submitter to the lane and its parallel tasks
 * @param pooled the classes whose instances are bounded or locked by the server while a method runs, as session beans are
 */
public record Threads(
        Executor lanes,
        Executor parallel,
        Supplier<Executor> contextual,
        UnitOfWork unitOfWork,
        List<ContextCarrier> carriers,
        Set<Class<?>> pooled) {
    /** Copies the list, so that it cannot change. */
    public Threads {
        carriers = List.copyOf(carriers);
        pooled = Set.copyOf(pooled);
    }

    /** Threads of an application without such classes. */
    public Threads(
            Executor lanes,
            Executor parallel,
            Supplier<Executor> contextual,
            UnitOfWork unitOfWork,
            List<ContextCarrier> carriers) {
        this(lanes, parallel, contextual, unitOfWork, carriers, Set.of());
    }
}
