package org.synctoasync.testing;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Direct access to the database without Jakarta Persistence, like another program that works on the same tables.
 *
 * <pre>
 *   database.write("UPDATE book SET name = ? WHERE id = ?", "A", 1);
 *   database.prepareSleep();          // from then on, any transaction can
 *   query(database.sleep());          // send a statement that takes a minute
 *   database.busySessions();          // sessions in a statement or a transaction
 * </pre>
 */
@ApplicationScoped
public class Database {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Executes a statement that writes, and commits. */
    public void write(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Prepares the database for the statement of {@link #sleep}. */
    public void prepareSleep() throws SQLException {
        if (!isPostgreSql()) {
            write("CREATE ALIAS IF NOT EXISTS PAUSE FOR \"java.lang.Thread.sleep(long)\"");
        }
    }

    /** A statement that takes a minute unless it is cancelled. */
    public String sleep() throws SQLException {
        return isPostgreSql()
                ? "SELECT COUNT(*) FROM pg_sleep(60)"
                : "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 60000) WHERE PAUSE(1) IS NOT NULL";
    }

    /** The number of sessions in a statement or a transaction, except this one. */
    public long busySessions() throws SQLException {
        return count(
                isPostgreSql()
                        ? "SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                                + " AND state <> 'idle' AND pid <> pg_backend_pid()"
                        : "SELECT COUNT(*) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()"
                                + " AND (EXECUTING_STATEMENT IS NOT NULL OR CONTAINS_UNCOMMITTED)");
    }

    /** Executes a statement that counts, and returns its result. */
    public long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Whether the database is PostgreSQL. Otherwise it is H2. */
    public boolean isPostgreSql() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }
}
