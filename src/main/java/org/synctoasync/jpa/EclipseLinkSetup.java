package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.eclipse.persistence.sessions.server.ConnectionPool;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.synctoasync.deployment.Faults;

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

    void setUp(@Observes Faults faults) {
        ServerSession session = entities.getEntityManagerFactory().unwrap(ServerSession.class);
        makeCancellable(session);
    }

    private static void makeCancellable(ServerSession session) {
        CancellableConnector.putInto(session.getLogin());
        CancellableConnector.putInto(session.getReadConnectionPool().getLogin());
        for (ConnectionPool pool : session.getConnectionPools().values()) {
            CancellableConnector.putInto(pool.getLogin());
        }
    }
}
