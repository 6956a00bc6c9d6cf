package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.List;
import org.synctoasync.books.Book;

/** A service of the application, independent of GraphQL. */
@ApplicationScoped
public class Clerk {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Ledger ledger;

    @Inject
    private Places places;

    /** Returns the database's number of the connection of this thread's transaction. */
    @Transactional
    public int connection() {
        String product = entities.unwrap(Connection.class).getClass().getName();
        Object number = entities.createNativeQuery(isPostgreSql() ? "SELECT pg_backend_pid()" : "SELECT SESSION_ID()")
                .getSingleResult();
        if (number instanceof Number found) {
            return found.intValue();
        }
        throw new IllegalStateException(product + " gives " + number);
    }

    public void rename(int id, String name) {
        entities.createQuery("UPDATE Author a SET a.name = :name WHERE a.id = :id")
                .setParameter("name", name)
                .setParameter("id", (long) id)
                .executeUpdate();
    }

    @Transactional
    public void renameInVain(String name) {
        rename(1, name);
        throw new IllegalStateException("The clerk has changed his mind");
    }

    /**
     * Calls resolvers directly. Returns their threads and their persistence contexts, the first of which is this
     * method's own.
     */
    @Transactional
    public List<List<Object>> callDirectly() {
        int own = System.identityHashCode(entities.find(Book.class, 1L));
        return List.of(
                List.of(Thread.currentThread().getName(), places.sensitive(), places.beside()),
                List.of(own, ledger.instance()));
    }

    private static boolean isPostgreSql() {
        return System.getenv("DB_URL") != null;
    }
}
