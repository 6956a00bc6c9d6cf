package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.synctoasync.books.Book;
import org.synctoasync.resolver.Query;

/** Resolvers of an application into which the loader is injected once for all requests. */
@ApplicationScoped
public class LoadingResolvers {
    static final String SCHEMA = """

            extend type Query {
              injected(id: Int!): Book
              booksInOrder(ids: [Int!]!): [Book]
            }
            """;

    @Inject
    private DataLoader<Long, Book> books;

    @Query
    public CompletableFuture<Book> injected(int id) {
        return books.load((long) id);
    }

    @Query
    public CompletableFuture<List<Book>> booksInOrder(List<Integer> ids) {
        return books.loadMany(ids.stream().map(Integer::longValue).toList());
    }
}
