package org.synctoasync.jpa;

import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Metamodel;
import java.lang.System.Logger.Level;
import java.util.List;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.sessions.Session;

/**
 * EclipseLink's cache that all persistence contexts share. With concurrent managed tasks, its locks may never be
 * released (payara/Payara#8219, eclipse-ee4j/eclipselink#2796). Threads then wait forever, or fail with "Max number of
 * attempts to lock object". Entities that are not in this cache are read without these locks.
 */
final class SharedCache {
    private static final System.Logger LOG = System.getLogger(SharedCache.class.getName());

    private SharedCache() {}

    /** Whether the shared cache may contain the entities of a descriptor. */
    static boolean holds(ClassDescriptor descriptor) {
        return !descriptor.isDescriptorTypeAggregate()
                && !descriptor.getCachePolicy().isIsolated();
    }

    /** Logs a warning if the shared cache may contain entities of any class. */
    static void check(Session session, Metamodel metamodel) {
        List<String> shared = metamodel.getEntities().stream()
                .filter(entity -> holds(session.getDescriptor(entity.getJavaType())))
                .map(EntityType::getName)
                .sorted()
                .toList();
        if (!shared.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "EclipseLink may lock up under concurrent requests, since its shared cache holds "
                            + String.join(", ", shared) + "; put <shared-cache-mode>NONE</shared-cache-mode> into"
                            + " persistence.xml (session " + session.getName() + ").");
        }
    }
}
