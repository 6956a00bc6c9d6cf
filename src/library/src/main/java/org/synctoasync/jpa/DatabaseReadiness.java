package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.synctoasync.deployment.ReadinessCheck;

/**
 * Checks that the database is reachable, over the same kind of connection that requests use.
 *
 * <p><b>Threading:</b> may be used by any thread, outside transactions.
 */
@ApplicationScoped
class DatabaseReadiness implements ReadinessCheck {
    private static final int SECONDS = 2;

    @PersistenceContext
    private EntityManager entities;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void check() throws SQLException {
        ServerSession session = entities.getEntityManagerFactory().unwrap(ServerSession.class);
        Connection connection = session.getLogin().getConnector().connect(new Properties(), session);
        try (connection) {
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("The database does not answer within " + SECONDS + " s");
            }
        }
    }
}
