package org.synctoasync.health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Registers the checks for MicroProfile Health as beans if the server has its API. Without the API, the classes of the
 * checks cannot be loaded. Bean discovery does not find them, because they have no bean-defining annotation.
 *
 * <p><b>Threading:</b> filled on the deploying thread; immutable afterwards.
 */
public class HealthExtension implements Extension {
    private @Nullable Bean<Health> bean;
    private @Nullable BeanManager beans;

    void addChecks(@Observes BeforeBeanDiscovery event) {
        if (isThere("org.eclipse.microprofile.health.HealthCheck")) {
            event.addAnnotatedType(ServerLiveness.class, ServerLiveness.class.getName());
            event.addAnnotatedType(ServerReadiness.class, ServerReadiness.class.getName());
        }
    }

    void found(@Observes ProcessManagedBean<Health> event) {
        bean = event.getBean();
    }

    void deployed(@Observes AfterDeploymentValidation event, BeanManager manager) {
        beans = manager;
    }

    /**
     * Returns the bean that determines the health. The checks do not inject it, because Payara puts them into another
     * archive, from which the bean is not visible.
     */
    Health health() {
        BeanManager manager = Objects.requireNonNull(beans, "not deployed");
        Bean<Health> known = Objects.requireNonNull(bean, "not deployed");
        return (Health) manager.getReference(known, Health.class, manager.createCreationalContext(known));
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, HealthExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
