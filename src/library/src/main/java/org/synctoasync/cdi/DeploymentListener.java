package org.synctoasync.cdi;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Setting;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Timekeeper;

/**
 * Checks the application before it serves requests, and fails its deployment with all faults at once. When the
 * application stops, lets running requests end first.
 *
 * <p>The check does not run while CDI validates the deployment, because Payara has no {@code java:comp} for the data
 * source at that time.
 *
 * <p><b>Threading:</b> called on the threads that deploy and undeploy.
 */
@WebListener
@ManagedExecutorDefinition(name = ManagedLanes.LANES, maxAsync = ManagedLanes.THREADS)
@ManagedExecutorDefinition(name = ManagedLanes.PARALLEL, maxAsync = ManagedLanes.THREADS)
public class DeploymentListener implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(DeploymentListener.class.getName());
    private static final Duration TICK = Duration.ofMillis(50);

    @Inject
    private ResolverExtension extension;

    @Inject
    private BeanManager beans;

    @Inject
    private Instance<Lanes> lanes;

    @Inject
    private Instance<Timekeeper> timekeepers;

    private boolean ticking;

    /**
     * Checks the application. Before that, fires the {@link ServletContext} as an event: checks that inspect the WAR
     * observe it, because it cannot be injected yet.
     *
     * @throws IllegalStateException if the application must not start; the message lists every fault
     */
    @Override
    public void contextInitialized(@Nullable ServletContextEvent event) {
        if (event != null) {
            beans.getEvent().select(ServletContext.class).fire(event.getServletContext());
        }
        Faults faults = extension.check(beans);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.message());
        }
        if (event != null) {
            timekeepers.get().every(TICK, lanes.get()::tick);
            ticking = true;
        }
    }

    /** Waits for the running requests, and then ends the requests that have not ended by themselves. */
    @Override
    public void contextDestroyed(@Nullable ServletContextEvent event) {
        if (ticking) {
            try {
                int left = lanes.get().close(extension.settings().get(Setting.SHUTDOWN_GRACE));
                if (left > 0) {
                    LOG.log(Level.WARNING, "{0} requests did not end; their resolvers do not return", left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                timekeepers.get().close();
            }
        }
    }
}
