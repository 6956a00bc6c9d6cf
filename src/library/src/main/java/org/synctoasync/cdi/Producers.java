package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synctoasync.deployment.Settings;
import org.synctoasync.model.ResolverModel;

/** Allows other packages to inject the data that the extension collected. */
@ApplicationScoped
class Producers {
    @Produces
    @Singleton
    ResolverModel model(ResolverExtension extension) {
        return extension.model();
    }

    @Produces
    @Singleton
    Settings settings(ResolverExtension extension) {
        return extension.settings();
    }
}
