package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.junit.jupiter.api.Test;

/** The application is ready only while its database is available. */
class DatabaseReadinessTest {
    private static final String URL = "jdbc:h2:mem:readiness";

    @Test
    void aDatabaseThatIsGoneIsSeen() throws Exception {
        try (Connection database = DriverManager.getConnection(URL);
                EntityManagerFactory factory = Persistence.createEntityManagerFactory("books", settings());
                EntityManager entities = factory.createEntityManager()) {
            DatabaseReadiness readiness = readiness(entities);
            assertThatCode(readiness::check).doesNotThrowAnyException();
            try (Statement statement = database.createStatement()) {
                statement.execute("SHUTDOWN");
            }
            assertThatThrownBy(readiness::check).hasMessageContaining("readiness");
        }
    }

    private static DatabaseReadiness readiness(EntityManager entities) throws Exception {
        DatabaseReadiness readiness = new DatabaseReadiness();
        Field field = DatabaseReadiness.class.getDeclaredField("entities");
        field.setAccessible(true);
        field.set(readiness, entities);
        return readiness;
    }

    /** The product's persistence unit without a server. It does not create a missing database. */
    private static Map<String, String> settings() {
        return Map.of(
                PersistenceUnitProperties.TRANSACTION_TYPE, "RESOURCE_LOCAL",
                PersistenceUnitProperties.JTA_DATASOURCE, "",
                PersistenceUnitProperties.JDBC_URL, URL + ";IFEXISTS=TRUE",
                PersistenceUnitProperties.JDBC_DRIVER, "org.h2.Driver",
                PersistenceUnitProperties.TARGET_SERVER, "None");
    }
}
