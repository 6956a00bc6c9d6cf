package org.synctoasync.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.exceptions.EclipseLinkException;
import org.eclipse.persistence.sessions.Session;
import org.synctoasync.deployment.DatabaseAddress;

/**
 * Tries the database before EclipseLink does, so that a database which cannot be used is named in words of ours. Named in
 * {@code persistence.xml} as {@code eclipselink.session.customizer}.
 *
 * <p>Payara has EclipseLink connect before anything of the application runs; this is the only place before that.
 *
 * <p>The interface is the deprecated one: the EclipseLink 4.0.1 of Payara Server 6 does not know its successor.
 *
 * <p><b>Threading:</b> called once, on the thread that deploys or that uses the first EntityManager.
 */
@SuppressWarnings({"deprecation", "removal"})
public class DatabaseCheck implements SessionCustomizer {
    /**
     * Opens a connection, and closes it.
     *
     * @throws IllegalStateException if that cannot be done; the message names the URL, its key and the remedy
     */
    @Override
    public void customize(Session session) {
        try {
            Connection connection = session.getLogin().getConnector().connect(new Properties(), session);
            connection.close();
        } catch (EclipseLinkException | SQLException failure) {
            throw new IllegalStateException(DatabaseAddress.unusable(failure), failure);
        }
    }
}
