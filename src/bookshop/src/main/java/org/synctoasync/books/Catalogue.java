package org.synctoasync.books;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.synctoasync.deployment.DatabaseAddress;
import org.synctoasync.deployment.Faults;

/**
 * Creates the bookshop's tables at deployment and fills them if they are empty. A database that cannot be reached is a
 * fault of the deployment.
 */
@ApplicationScoped
class Catalogue {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource database;

    /** Runs before all other checks, because these may need the database. */
    void prepare(@Observes @Priority(1) Faults faults) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            run("schema.sql", statement);
            try (ResultSet books = statement.executeQuery("SELECT id FROM book")) {
                if (books.next()) {
                    return;
                }
            }
            run("catalogue.sql", statement);
        } catch (SQLException failure) {
            faults.add(DatabaseAddress.unusable(failure));
        }
    }

    private static void run(String script, Statement statement) throws SQLException {
        for (String sql : read(script).split(";\\s*\n")) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
    }

    private static String read(String script) {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(script), script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("Cannot read " + script, unreadable);
        }
    }
}
