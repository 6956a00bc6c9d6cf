package org.synctoasync.cdi;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.synctoasync.deployment.Faults;

/**
 * Has the application checked before it serves anything, and fails its deployment with all faults at once.
 *
 * <p>Not done while CDI validates the deployment: Payara has no {@code java:comp} for the data source at that time.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@WebListener
@ManagedExecutorDefinition(name = ManagedLanes.LANES, maxAsync = ManagedLanes.THREADS)
@ManagedExecutorDefinition(name = ManagedLanes.PARALLEL, maxAsync = ManagedLanes.THREADS)
public class DeploymentListener implements ServletContextListener {
    @Inject
    private ResolverExtension extension;

    @Inject
    private BeanManager beans;

    /**
     * Checks the application.
     *
     * @throws IllegalStateException if it must not start; the message lists every fault
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        Faults faults = extension.check(beans);
        if (!faults.isEmpty()) {
            throw new IllegalStateException(faults.message());
        }
    }
}
