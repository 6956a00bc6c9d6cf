package org.synctoasync.jpa;

import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTATransactionController;

/**
 * Connects EclipseLink to the server's transaction manager, which it looks up by JNDI. Register this class in
 * {@code persistence.xml} as {@code eclipselink.target-server}.
 *
 * <p>EclipseLink 4.0 contains platforms for individual servers. Its platform for JBoss relies on a module that WildFly
 * does not provide to an EclipseLink inside the WAR.
 *
 * <p><b>Threading:</b> used by EclipseLink under its own locks.
 */
public class JndiServerPlatform extends ServerPlatformBase {
    /** Called by EclipseLink. */
    public JndiServerPlatform(DatabaseSession session) {
        super(session);
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
        return Controller.class;
    }

    /** Looks up the transaction manager under the names that servers use. */
    public static class Controller extends JTATransactionController {
        private static final List<String> NAMES =
                List.of("java:jboss/TransactionManager", "java:appserver/TransactionManager");

        @Override
        protected TransactionManager acquireTransactionManager() throws Exception {
            NamingException failure = new NamingException("No transaction manager under any of " + NAMES);
            for (String name : NAMES) {
                try {
                    return InitialContext.doLookup(name);
                } catch (NamingException absent) {
                    failure.addSuppressed(absent);
                }
            }
            throw failure;
        }
    }
}
