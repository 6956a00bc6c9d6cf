package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Login;
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
        setUp(session.getLogin());
        setUp(session.getReadConnectionPool().getLogin());
        session.getConnectionPools().values().forEach(pool -> setUp(pool.getLogin()));
        JpaGuard guard = settings.get(Setting.JPA_GUARD);
        if (guard != JpaGuard.OFF) {
            ContextGuard.watch(session, new Misuse(guard));
        }
        SharedCache.check(session, entities.getMetamodel());
    }

    private static void setUp(Login login) {
        CancellableConnector.putInto(login);
        if (login instanceof DatabaseLogin database) {
            failAtOnce(database);
        }
    }

    /**
     * Has a statement that fails fail its resolver at once. EclipseLink would otherwise send {@code SELECT 1} after it, which fails too in a
     * transaction that PostgreSQL has aborted, take the connection for dead, and repeat the statement three times with pauses of 5 s. Dead
     * connections are the server's pool's to find.
     */
    private static void failAtOnce(DatabaseLogin login) {
        login.setConnectionHealthValidatedOnError(false);
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
