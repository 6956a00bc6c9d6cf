package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.synctoasync.books.Author;
import org.synctoasync.books.Book;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers that read a lazy association where this is permitted, and where it is not. */
@ApplicationScoped
public class LendingResolvers {
    static final String SCHEMA = """

            extend type Query {
              keep(id: Int!): Book
              authorOfKept: String
              authorInParallel(id: Int!): String
              authorInStage(id: Int!, thread: String!): String
              nameByLentManager(id: Int!): String
            }

            extend type Book {
              lazyAuthor: String
              lazyAuthorInParallel: String
            }
            """;

    private static volatile Book kept;

    @PersistenceContext
    private EntityManager entities;

    static Book kept() {
        return kept;
    }

    @Query
    public Book keep(int id) {
        kept = entities.find(Book.class, (long) id);
        return kept;
    }

    @Query
    public String authorOfKept() {
        return outcome(() -> authorOf(kept));
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public String authorInParallel(int id) {
        return authorOf(entities.find(Book.class, (long) id));
    }

    @Query
    public CompletionStage<String> authorInStage(int id, String thread) {
        Book book = entities.find(Book.class, (long) id);
        return onThread(thread, () -> outcome(() -> authorOf(book)));
    }

    @Query
    public String nameByLentManager(int id) {
        entities.find(Book.class, 1L);
        EntityManager lent = entities.unwrap(JpaEntityManager.class);
        return onThread(
                        "borrower",
                        () -> outcome(() -> lent.find(Book.class, (long) id).getName()))
                .join();
    }

    @Field("Book.lazyAuthor")
    public String lazyAuthor(@Source Book book) {
        return outcome(() -> authorOf(book));
    }

    @Field("Book.lazyAuthorInParallel")
    @SyncToAsync(threadSensitive = false)
    public String lazyAuthorInParallel(@Source Book book) {
        return outcome(() -> authorOf(book));
    }

    /** Reads the association as a getter of the entity would. */
    String authorOf(Book book) {
        AbstractSession session = entities.getEntityManagerFactory().unwrap(AbstractSession.class);
        Author author = (Author) session.getDescriptor(Book.class)
                .getMappingForAttributeName("writer")
                .getRealAttributeValueFromObject(book, session);
        return author.getName();
    }

    /** Returns the task's result, or the message with which the task was rejected. */
    static String outcome(Supplier<String> task) {
        try {
            return task.get();
        } catch (IllegalStateException refused) {
            return refused.getMessage();
        }
    }

    static CompletableFuture<String> onThread(String name, Supplier<String> task) {
        CompletableFuture<String> result = new CompletableFuture<>();
        new Thread(() -> result.completeAsync(task, Runnable::run), name).start();
        return result;
    }
}
