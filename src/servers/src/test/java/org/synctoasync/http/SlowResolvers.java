package org.synctoasync.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Database;
import org.synctoasync.testing.Gate;

/** Resolvers that are slow, in each possible way. */
@ApplicationScoped
public class SlowResolvers {
    static final String SCHEMA = """

            extend type Query {
              pass: Boolean
              passConnected: Boolean
              sleep: Boolean
              sleepBeside: Boolean
              nap: Boolean
              never: Boolean
              touch: Boolean
              thread: String
              ping: String
              pong: String
              countBooks: Int
              slowCommit: Boolean
            }

            extend type Mutation {
              rename(id: Int!, name: String!): Boolean
              renameAndSleep(id: Int!, name: String!): Boolean
              renameInVain(id: Int!, name: String!): Boolean
              renameAuthorSlowly: Boolean
            }
            """;

    private static final AtomicInteger TOUCHES = new AtomicInteger();

    private static volatile Gate gate = new Gate();
    private static volatile CompletableFuture<String> ping = new CompletableFuture<>();
    private static volatile CompletableFuture<String> pong = new CompletableFuture<>();

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    /** Installs a new closed gate. */
    static Gate newGate() {
        gate = new Gate();
        return gate;
    }

    /** Opens the gate for all waiting resolvers. */
    static void openGate() {
        gate.open();
    }

    /** The number of calls of {@link #touch} since the last call of this method. */
    static int takeTouches() {
        return TOUCHES.getAndSet(0);
    }

    /** Waits at the gate. */
    @Query
    public boolean pass() throws InterruptedException {
        return gate.pass();
    }

    /** Waits at the gate while it holds a connection. */
    @Query
    public boolean passConnected() throws InterruptedException {
        entities.createQuery("SELECT COUNT(b) FROM Book b", Long.class).getSingleResult();
        return gate.pass();
    }

    @Query
    public boolean sleep() throws SQLException {
        entities.createNativeQuery(database.sleep()).getResultList();
        return true;
    }

    /** Sleeps in a unit of work of its own, in parallel with others. */
    @Query
    @SyncToAsync(threadSensitive = false)
    public boolean sleepBeside() throws SQLException {
        return sleep();
    }

    /** Sleeps for a second, on PostgreSQL. */
    @Query
    public boolean nap() {
        entities.createNativeQuery("SELECT COUNT(*) FROM pg_sleep(1)").getResultList();
        return true;
    }

    /** Is asynchronous, needs no database, and never completes. */
    @Query
    public CompletableFuture<Boolean> never() {
        return new CompletableFuture<>();
    }

    @Query
    public boolean touch() {
        TOUCHES.incrementAndGet();
        return true;
    }

    @Query
    public String thread() {
        return Thread.currentThread().getName();
    }

    /** Cannot return before {@link #pong}. */
    @Query
    public String ping() {
        try {
            return Lane.await(pong);
        } finally {
            ping.complete("ping");
        }
    }

    /** Cannot return before {@link #ping}. */
    @Query
    public String pong() {
        try {
            return Lane.await(ping);
        } finally {
            pong.complete("pong");
        }
    }

    /** Makes the commit wait at the gate. */
    @Query
    public boolean slowCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                try {
                    gate.pass();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void afterCompletion(int status) {}
        });
        return true;
    }

    /** Counts in a unit of work of its own, in parallel with others. */
    @Query
    @SyncToAsync(threadSensitive = false)
    public int countBooks() {
        return entities.createQuery("SELECT COUNT(b) FROM Book b", Long.class)
                .getSingleResult()
                .intValue();
    }

    @Mutation
    public boolean rename(int id, String name) {
        entities.createQuery("UPDATE Book b SET b.name = :name WHERE b.id = :id")
                .setParameter("name", name)
                .setParameter("id", (long) id)
                .executeUpdate();
        return true;
    }

    /** Returns quickly, but its commit is slow if there is a trigger. */
    @Mutation
    public boolean renameAuthorSlowly() {
        return entities.createNativeQuery("UPDATE author SET name = name WHERE id IN (7, 8)")
                        .executeUpdate()
                > 0;
    }

    @Mutation
    public boolean renameAndSleep(int id, String name) throws SQLException {
        return rename(id, name) && sleep();
    }

    @Mutation
    public boolean renameInVain(int id, String name) {
        rename(id, name);
        throw new IllegalStateException("The name is not to be kept");
    }
}
