package org.synctoasync.cdi;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.ContextCarrier;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Limits;
import org.synctoasync.execution.Threads;
import org.synctoasync.execution.Timekeeper;
import org.synctoasync.execution.UnitOfWork;

/**
 * Provides the threads of the lanes: two managed executors of the application, which {@link DeploymentListener}
 * defines.
 *
 * <p>The servers' default executors differ too much to rely on (four threads and an endless queue; 200 threads and no
 * queue). There are two executors because a lane waits for its parallel tasks: on a single executor, lanes alone could
 * take all threads and wait forever.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@ApplicationScoped
class ManagedLanes {
    static final String LANES = "java:app/concurrent/SyncToAsyncLanes";
    static final String PARALLEL = "java:app/concurrent/SyncToAsyncParallel";

    /** The maximum number of threads of each executor. */
    static final int THREADS = 200;

    /** The number of threads that neither lanes nor parallel tasks take. */
    private static final int SPARE = 18;

    private static final String SERVERS_OWN = "java:comp/DefaultManagedExecutorService";
    private static final String THREAD_FACTORY = "java:comp/DefaultManagedThreadFactory";
    private static final String CONTEXTS = "java:comp/DefaultContextService";
    private static final System.Logger LOG = System.getLogger(ManagedLanes.class.getName());

    @Inject
    private UnitOfWork unitOfWork;

    @Inject
    @Any
    private Instance<ContextCarrier> carriers;

    /**
     * Creates the timekeeper on its own threads. The servers' scheduled executors have few threads, which all
     * applications share.
     */
    @Produces
    @Singleton
    Timekeeper timekeeper(Settings settings) throws NamingException {
        ContextService contexts = InitialContext.doLookup(CONTEXTS);
        return new Timekeeper(
                InitialContext.<ManagedThreadFactory>doLookup(THREAD_FACTORY),
                contexts.currentContextExecutor(),
                settings.get(Setting.MAX_LANES).intValue());
    }

    @Produces
    @Singleton
    Lanes lanes(Settings settings, ResolverExtension extension, Timekeeper timekeeper) throws NamingException {
        ContextService contexts = InitialContext.doLookup(CONTEXTS);
        List<ContextCarrier> all =
                Stream.concat(extension.carriers().stream(), carriers.stream()).toList();
        return new Lanes(
                new Threads(
                        executor(LANES),
                        executor(PARALLEL),
                        timekeeper.reserve(),
                        contexts::currentContextExecutor,
                        unitOfWork,
                        all,
                        extension.sessionBeans()),
                limits(settings));
    }

    /**
     * The limits of the lanes. If one executor serves both lanes and parallel tasks, lanes get threads although
     * parallel tasks wait on theirs.
     */
    static Limits limits(Settings settings) {
        int parallel = settings.get(Setting.MAX_PARALLEL).intValue();
        int left = THREADS - SPARE - settings.get(Setting.MAX_LANES).intValue();
        return new Limits(
                settings.get(Setting.MAX_LANES).intValue(),
                settings.get(Setting.MAX_WAITING).intValue(),
                parallel,
                Math.max(parallel, left),
                settings.get(Setting.DEADLINE),
                settings.get(Setting.WATCHDOG),
                settings.get(Setting.WAIT_DEPTH).intValue(),
                settings.get(Setting.GATHER),
                settings.get(Setting.INTERRUPT));
    }

    /**
     * Looks up an executor. It is not injected by {@code @Resource}, because Payara rejects such a field before it has
     * created the executor.
     */
    private static Executor executor(String name) throws NamingException {
        try {
            return InitialContext.<ManagedExecutorService>doLookup(name);
        } catch (NamingException undefined) { // Payara 6 creates no executor that a class in WEB-INF/lib defines
            LOG.log(Level.INFO, "{0} is not defined; {1} serves instead", name, SERVERS_OWN);
            return InitialContext.<ManagedExecutorService>doLookup(SERVERS_OWN);
        }
    }
}
