package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.SQLException;
import java.util.List;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Database;

/** Resolvers whose statement the database rejects, in each possible way. */
@ApplicationScoped
public class FailingStatements {
    static final String SCHEMA = """

            extend type Query {
              refused(how: String!): Boolean
              refusedBeside(how: String!): Boolean
            }

            extend type Mutation {
              refusedWrite(how: String!): Boolean
            }
            """;

    /** The ways in which both databases reject a statement. */
    static final List<String> EVERYWHERE = List.of("arithmetic", "unique", "syntax", "timeout");

    /** The ways in which one client alone can make only PostgreSQL reject a statement. */
    static final List<String> ON_POSTGRESQL = List.of("pattern", "serialization", "deadlock", "killed");

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    /** Sends the statement on the lane. */
    @org.synctoasync.resolver.Query
    public boolean refused(String how) throws SQLException {
        Query query = entities.createNativeQuery(sql(how));
        if (how.equals("timeout")) {
            query.setHint("jakarta.persistence.query.timeout", 1000);
        }
        if (how.equals("unique") || how.equals("serialization") || how.equals("deadlock")) {
            query.executeUpdate();
        } else {
            query.getResultList();
        }
        return true;
    }

    /** Sends the statement on a parallel thread. */
    @org.synctoasync.resolver.Query
    @SyncToAsync(threadSensitive = false)
    public boolean refusedBeside(String how) throws SQLException {
        return refused(how);
    }

    /** Sends the statement in a transaction of its own. */
    @org.synctoasync.resolver.Mutation
    public boolean refusedWrite(String how) throws SQLException {
        return refused(how);
    }

    private String sql(String how) throws SQLException {
        return switch (how) {
            case "arithmetic" -> "SELECT 1 / (id - id) FROM author WHERE id = 1";
            case "pattern" -> "SELECT id FROM author WHERE name LIKE '%\\'";
            case "unique" -> "INSERT INTO author (id, name) VALUES (1, 'twice')";
            case "syntax" -> "SELECT nothing FROM nowhere";
            case "timeout" -> database.sleep();
            case "killed" -> "SELECT pg_terminate_backend(pg_backend_pid())";
            default -> "DO 'BEGIN RAISE SQLSTATE ''" + (how.equals("deadlock") ? "40P01" : "40001") + "''; END'";
        };
    }
}
