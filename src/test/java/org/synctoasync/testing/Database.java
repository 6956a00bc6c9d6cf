package org.synctoasync.testing;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database, past Jakarta Persistence: another program that works on the same tables. */
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
}
