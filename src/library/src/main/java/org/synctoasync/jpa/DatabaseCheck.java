package org.synctoasync.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.exceptions.EclipseLinkException;
import org.eclipse.persistence.sessions.Session;
import org.synctoasync.deployment.DatabaseAddress;

/**
 * Connects to the database before EclipseLink does, so that the library's own message reports a database that cannot be
 * used. Register this class in {@code persistence.xml} as {@code eclipselink.session.customizer}.
 *
 * <p>Payara makes EclipseLink connect before any code of the application runs. A session customizer is the only place
 * that is called earlier.
 *
 * <p>The interface is deprecated. EclipseLink 4.0.1 in Payara Server 6 does not contain its successor.
 *
 * <p><b>Threading:</b> called once, on the deploying thread or on the thread that uses the first EntityManager.
 */
@SuppressWarnings({"deprecation", "removal"})
public class DatabaseCheck implements SessionCustomizer {
    /**
     * Opens a connection and closes it.
     *
     * @throws IllegalStateException if the connection fails; the message contains the URL, its key and the remedy
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
