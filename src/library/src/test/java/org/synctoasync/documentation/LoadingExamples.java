package org.synctoasync.documentation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.dataloader.Try;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.MemoryModels.Book;

/** The examples of docs/guides/loading.md. */
@ApplicationScoped
class LoadingExamples {
    static final String SCHEMA = """
            type Query { books: [Book!]! book(id: ID!): Book }
            type Book { id: ID! name: String! copiesSold(year: Int!): Int label: String! price: Int }
            """;

    private final List<String> calls = new ArrayList<>();

    List<String> calls() {
        return calls;
    }

    @Query
    List<Book> books() {
        return LongStream.rangeClosed(1, 3)
                .mapToObj(id -> new Book(id, "Book " + id, 0))
                .toList();
    }

    /** However many books an operation asks for, under whatever aliases, they come by one statement. */
    @Query
    CompletableFuture<Book> book(Long id, DataLoader<Long, Book> books) {
        return books.load(id);
    }

    /** Called once for each year that is asked for, with the ids of all books; where there is nothing, the value is null. */
    @Batch("Book.copiesSold")
    Map<Long, Integer> copiesSold(Set<Long> bookIds, int year) {
        return readSales(bookIds, year);
    }

    /** Takes the books themselves, and gives as many values, in the same order. */
    @Batch("Book.label")
    List<String> label(List<Book> books) {
        return books.stream().map(book -> book.id() + ": " + book.name()).toList();
    }

    /** A value that has failed is the error of its book alone; no call has more than 500 keys. */
    @Batch(value = "Book.price", size = 500)
    List<Try<Integer>> price(List<Long> bookIds) {
        return bookIds.stream().map(id -> Try.tryCall(() -> priceOf(id))).toList();
    }

    private Map<Long, Integer> readSales(Set<Long> bookIds, int year) {
        calls.add(bookIds + " in " + year);
        return bookIds.stream().filter(id -> id != 2).collect(Collectors.toMap(id -> id, id -> year + id.intValue()));
    }

    private static int priceOf(Long id) {
        if (id == 2) {
            throw new IllegalArgumentException("no price");
        }
        return 10;
    }
}
