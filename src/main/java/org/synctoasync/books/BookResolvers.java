package org.synctoasync.books;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;

/** Resolves the fields of {@code schema.graphqls} that are no plain properties of an entity. */
@ApplicationScoped
public class BookResolvers {
    @PersistenceContext
    private EntityManager entities;

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

    /** The writer's name; the entity {@code Book.writer} itself needs no code. */
    @Field("Book.author")
    public CompletableFuture<String> author(@Source Book book, DataLoader<Long, Author> authors) {
        return authors.load(book.getAuthorId()).thenApply(Author::getName);
    }
}
