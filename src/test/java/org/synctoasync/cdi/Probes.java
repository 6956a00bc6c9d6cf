package org.synctoasync.cdi;

import graphql.GraphQLContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.synctoasync.books.Book;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.testing.Gate;

/** Resolvers that tell where they run. */
@ApplicationScoped
public class Probes {
    static final String SCHEMA = """

            extend type Query {
              servletThread: String
              resolverThread: String
              servletHasReturned: Boolean
              thousandBooks: [Book!]
              passGate: Boolean
              contributed: String
              loaderInContext: Boolean
            }

            extend type Book {
              thread: String
            }
            """;

    private static volatile Gate gate = new Gate();

    @PersistenceContext
    private EntityManager entities;

    /** Puts up a new gate, shut. */
    static Gate newGate() {
        gate = new Gate();
        return gate;
    }

    @Query
    public boolean passGate() throws InterruptedException {
        entities.createQuery("SELECT COUNT(b) FROM Book b", Long.class).getSingleResult();
        return gate.pass();
    }

    @Query
    public String servletThread(GraphQLContext context) {
        return context.get("servletThread");
    }

    @Query
    public String resolverThread() {
        return Thread.currentThread().getName();
    }

    @Field("Book.thread")
    public String thread(@Source Book book) {
        return resolverThread();
    }

    @Query
    public boolean servletHasReturned(GraphQLContext context) throws InterruptedException {
        return context.<CountDownLatch>get(ServletWatch.RETURNED).await(20, TimeUnit.SECONDS);
    }

    @Query
    public List<Book> thousandBooks() {
        List<Book> hundred = entities.createQuery("SELECT b FROM Book b ORDER BY b.id", Book.class)
                .setMaxResults(100)
                .getResultList();
        return Collections.nCopies(10, hundred).stream().flatMap(List::stream).toList();
    }

    @Query
    public String contributed(GraphQLContext context) {
        return context.get("contributed");
    }

    @Query
    public boolean loaderInContext(GraphQLContext context) {
        return context.get("bookLoader") instanceof DataLoader;
    }
}
