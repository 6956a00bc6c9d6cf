package org.synctoasync.books;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.resolver.Topic;

/** Resolves the fields of {@code schema.graphqls} that are not plain properties of an entity. */
@ApplicationScoped
public class BookResolvers {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Topic<Book> added;

    /** Plain blocking code: a query, and its result. */
    @Query
    public @Nullable String latestBookName() {
        return entities.createQuery("SELECT b.name FROM Book b ORDER BY b.createdAt DESC", String.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    /** By the request's loader: however many books a request asks for, they come by one statement. */
    @Query
    public CompletableFuture<Book> getBook(int id, DataLoader<Long, Book> books) {
        return books.load((long) id);
    }

    /** In a transaction of its own; who listens hears of it when that is committed. */
    @Mutation
    public @Nullable Book addBook(String name, Long writer) {
        Author author = entities.find(Author.class, writer);
        if (author == null) {
            return null;
        }
        Book book = new Book(name, author);
        entities.persist(book);
        added.publish(book);
        return book;
    }

    /** Each book that is added; called when somebody subscribes. */
    @Subscription
    public Flow.Publisher<Book> bookAdded() {
        return added;
    }

    /** The constraints on the arguments are checked before the call. */
    @Mutation
    public @Nullable Review addReview(Long book, @Min(1) @Max(5) int stars, @NotBlank @Size(max = 1000) String text) {
        Book reviewed = entities.find(Book.class, book);
        if (reviewed == null) {
            return null;
        }
        Review review = new Review(reviewed, stars, text);
        entities.persist(review);
        return review;
    }

    /** The writer's name. The entity {@code Book.writer} itself needs no code. */
    @Field("Book.author")
    public CompletableFuture<String> author(@Source Book book, DataLoader<Long, Author> authors) {
        return authors.load(book.getAuthorId()).thenApply(Author::getName);
    }
}
