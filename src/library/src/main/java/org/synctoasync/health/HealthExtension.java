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
 * Makes beans of the checks for MicroProfile Health, where the server has its API: without it their classes cannot be loaded, and no bean is
 * found in them, since they have no annotation that would make one.
 *
 * <p><b>Threading:</b> fills itself on the thread that deploys; immutable from then on.
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

    /** The bean that finds it out. Not injected into the checks: Payara puts them into another archive, which does not see it. */
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
