package org.synctoasync.cdi;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.UnitOfWork;

/**
 * Gives the lanes their threads: two managed executors of the application's own, which {@link DeploymentListener} defines.
 *
 * <p>The servers' default executors differ too much to build on (four threads and an endless queue; 200 threads and no
 * queue). Two, because a lane waits for its parallel tasks: on one executor, lanes alone could fill it and wait for ever.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@ApplicationScoped
class ManagedLanes {
    static final String LANES = "java:app/concurrent/SyncToAsyncLanes";
    static final String PARALLEL = "java:app/concurrent/SyncToAsyncParallel";
    static final int THREADS = 32;

    private static final String SERVERS_OWN = "java:comp/DefaultManagedExecutorService";
    private static final System.Logger LOG = System.getLogger(ManagedLanes.class.getName());

    @Produces
    @Singleton
    Lanes lanes(UnitOfWork unitOfWork) throws NamingException {
        return new Lanes(executor(LANES), executor(PARALLEL), unitOfWork);
    }

    /** Looked up, not injected by {@code @Resource}: Payara refuses such a field before it has made the executor. */
    private static Executor executor(String name) throws NamingException {
        try {
            return InitialContext.<ManagedExecutorService>doLookup(name);
        } catch (NamingException undefined) { // Payara 6 makes none that a class in WEB-INF/lib defines
            LOG.log(Level.INFO, "{0} is not defined; {1} serves instead", name, SERVERS_OWN);
            return InitialContext.<ManagedExecutorService>doLookup(SERVERS_OWN);
        }
    }
}
