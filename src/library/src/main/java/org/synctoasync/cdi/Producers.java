package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.synctoasync.deployment.Settings;
import org.synctoasync.model.ResolverModel;

/** Lets the other rooms inject what the extension collected. */
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
