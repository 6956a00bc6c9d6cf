package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.JpaGuard;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;

/**
 * Ties EclipseLink to the requests, when the application is deployed and before it serves any. The application's {@code
 * persistence.xml} need not name anything for it.
 *
 * <p><b>Threading:</b> called on the thread that deploys.
 */
@ApplicationScoped
class EclipseLinkSetup {
    @PersistenceContext
    private EntityManager entities;

    void setUp(@Observes Faults faults, Settings settings) {
        ServerSession session = entities.getEntityManagerFactory().unwrap(ServerSession.class);
        makeCancellable(session);
        JpaGuard guard = settings.get(Setting.JPA_GUARD);
        if (guard != JpaGuard.OFF) {
            ContextGuard.watch(session, new Misuse(guard));
        }
        SharedCache.check(session, entities.getMetamodel());
    }

    private static void makeCancellable(ServerSession session) {
        CancellableConnector.putInto(session.getLogin());
        CancellableConnector.putInto(session.getReadConnectionPool().getLogin());
        for (ConnectionPool pool : session.getConnectionPools().values()) {
            CancellableConnector.putInto(pool.getLogin());
        }
    }
}
