package org.synctoasync.jpa;

import java.io.PrintWriter;
import java.sql.Connection;
import java.util.Properties;
import org.eclipse.persistence.sessions.Connector;
import org.eclipse.persistence.sessions.DatasourceLogin;
import org.eclipse.persistence.sessions.Login;
import org.eclipse.persistence.sessions.Session;
import org.synctoasync.execution.Lane;

/**
 * Gets connections from another connector and makes their statements cancellable; see {@link CancellableStatement}.
 *
 * <p><b>Threading:</b> the same as for the other connector: may be used by any thread.
 */
final class CancellableConnector implements Connector {
    private static final long serialVersionUID = 1L;

    private final Connector original;

    private CancellableConnector(Connector original) {
        this.original = original;
    }

    /** Makes the statements of a login's connections cancellable from now on. */
    static void putInto(Login login) {
        if (login instanceof DatasourceLogin datasource
                && datasource.getConnector() != null
                && !(datasource.getConnector() instanceof CancellableConnector)) {
            datasource.setConnector(new CancellableConnector(datasource.getConnector()));
        }
    }

    @Override
    public Connection connect(Properties properties, Session session) {
        try {
            return CancellableConnection.of(Lane.connecting(() -> original.connect(properties, session)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) { // a connector throws no checked exception
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public CancellableConnector clone() {
        return new CancellableConnector((Connector) original.clone());
    }

    @Override
    public void toString(PrintWriter writer) {
        original.toString(writer);
    }

    @Override
    public String getConnectionDetails() {
        return original.getConnectionDetails();
    }
}
