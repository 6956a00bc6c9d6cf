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
 * Connects EclipseLink to the requests, at deployment and before the first request. The application's
 * {@code persistence.xml} needs no entry for it.
 *
 * <p><b>Threading:</b> called on the deploying thread.
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
     * Makes a failed statement fail its resolver at once. By default, EclipseLink sends {@code SELECT 1} after a failed
     * statement. In a transaction that PostgreSQL has aborted, {@code SELECT 1} fails too. EclipseLink then considers
     * the connection dead and repeats the statement three times with pauses of 5 s. The server's connection pool is
     * responsible for the detection of dead connections.
     */
    private static void failAtOnce(DatabaseLogin login) {
        login.setConnectionHealthValidatedOnError(false);
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
    }
}
