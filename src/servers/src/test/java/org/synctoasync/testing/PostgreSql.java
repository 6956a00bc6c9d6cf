package org.synctoasync.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs a PostgreSQL during the tests, on the port in the system property {@code postgresql.port}. Without this property
 * it starts no database.
 */
public final class PostgreSql implements LauncherSessionListener {
    private EmbeddedPostgres running;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Integer port = Integer.getInteger("postgresql.port");
        if (port != null) {
            try {
                running = EmbeddedPostgres.builder().setPort(port).start();
            } catch (IOException failure) {
                throw new UncheckedIOException("PostgreSQL does not start on port " + port, failure);
            }
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (running != null) {
            try {
                running.close();
            } catch (IOException failure) {
                throw new UncheckedIOException("PostgreSQL does not stop", failure);
            }
        }
    }
}
