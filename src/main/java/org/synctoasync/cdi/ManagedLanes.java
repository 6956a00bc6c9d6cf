package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.UnitOfWork;

/**
 * Gives the lanes their threads: two managed executors of the application's own.
 *
 * <p>The servers' default executors differ too much to build on (four threads and an endless queue; 200 threads and no
 * queue). Two, because a lane waits for its parallel tasks: on one executor, lanes alone could fill it and wait for ever.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = ManagedLanes.LANES, maxAsync = 32)
@ManagedExecutorDefinition(name = ManagedLanes.PARALLEL, maxAsync = 32)
public class ManagedLanes {
    static final String LANES = "java:app/concurrent/SyncToAsyncLanes";
    static final String PARALLEL = "java:app/concurrent/SyncToAsyncParallel";

    @Resource(lookup = LANES)
    private ManagedExecutorService lanes;

    @Resource(lookup = PARALLEL)
    private ManagedExecutorService parallel;

    @Produces
    @Singleton
    Lanes lanes(UnitOfWork unitOfWork) {
        return new Lanes(lanes, parallel, unitOfWork);
    }
}
