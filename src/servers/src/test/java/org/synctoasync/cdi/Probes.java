package org.synctoasync.cdi;

import graphql.GraphQLContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.synctoasync.books.Book;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Gate;

/** Resolvers that report where they run. */
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
              serversOwnThread: String
              nested: String
            }

            extend type Subscription {
              bookTouched: Book!
            }

            extend type Book {
              thread: String
            }
            """;

    private static volatile Gate gate = new Gate();

    private final SubmissionPublisher<Book> touched = new SubmissionPublisher<>(Runnable::run, 16);

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Engine engine;

    /** Publishes an event of {@code bookTouched} on the calling thread. */
    @Transactional
    public void touch(long id) {
        touched.submit(entities.find(Book.class, id));
    }

    /** Installs a new closed gate. */
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
    @SyncToAsync(threadSensitive = false, executor = "java:comp/DefaultManagedExecutorService")
    public String serversOwnThread() {
        return Thread.currentThread().getName();
    }

    @Query
    public String nested() {
        Map<String, String> inner = engine.execute("{ resolverThread }").join().getData();
        return Thread.currentThread().getName() + " " + inner.get("resolverThread");
    }

    @Subscription
    public Flow.Publisher<Book> bookTouched() {
        return touched;
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
