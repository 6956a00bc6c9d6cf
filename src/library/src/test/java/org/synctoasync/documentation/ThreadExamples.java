package org.synctoasync.documentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.synctoasync.execution.Lane;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/** The examples of docs/explanation/threads.md. */
@ApplicationScoped
class ThreadExamples {
    static final String SCHEMA = """
            type Query {
              books: [Book!]!
              report: String!
              exchangeRate: String!
              summary: String!
            }
            type Book { id: ID! name: String! author: String! }
            """;

    private final CompletableFuture<String> remote = CompletableFuture.completedFuture("1.17");

    @Inject
    private Engine engine;

    @Query
    List<Book> books() {
        return LongStream.rangeClosed(1, 200)
                .mapToObj(id -> new Book(id, "Book " + id, id % 7))
                .toList();
    }

    /** Blocks on the loader, once for each book; all authors come by one statement. */
    @Field("Book.author")
    String author(@Source Book book, DataLoader<Long, Writer> authors) {
        Writer author = authors.load(book.writerId()).join();
        return author.name();
    }

    /** Runs beside the others, on a thread and in a transaction of its own. */
    @Query
    @SyncToAsync(threadSensitive = false)
    String report() {
        return "made on " + Thread.currentThread().getName();
    }

    /** Waits for a stage of another library; the lane goes on meanwhile. */
    @Query
    String exchangeRate() {
        return Lane.await(fetchRate());
    }

    /** Executes another operation and waits for it: on the same lane, in the same transaction. */
    @Query
    String summary() {
        Map<String, String> data = engine.execute("{ exchangeRate }").join().getData();
        return "at a rate of " + data.get("exchangeRate");
    }

    private CompletionStage<String> fetchRate() {
        return remote;
    }
}
