package org.synctoasync.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQL;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/**
 * Each loader sends one batch per wave, in every one of 500 runs. The build runs this class once with each supported
 * version of graphql-java, and with the java-dataloader that this version requires.
 */
@Tag("engines")
@Timeout(60)
class EngineVersionsTest {
    private static final int RUNS = 500;
    private static final String SCHEMA = """
            type Query {
              book(id: ID!): Book
              fast: [Book!]!
              slow: [Book!]!
              elsewhere: String!
              elsewhereBooks: [Book!]!
              writerOf(id: ID!): Writer
              blocking(id: ID!): String!
              blockingInParallel(id: ID!): String!
              blockingOnMany(first: ID!, second: ID!): String!
            }
            type Book { id: ID! name: String! writer: Writer! blockingWriter: String! }
            type Writer { id: ID! name: String! }
            """;

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S39: the engine has the version that this run tests. */
    @Test
    void theVersionIsTheOneAskedFor() {
        assertThat(GraphQL.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith(System.getProperty("engine.jar"));
    }

    /** S39: loads in wrapped resolvers, with loads of their results below. */
    @Test
    void loadsInWrappedResolvers() throws Exception {
        always(
                "{ a: book(id: 1) { writer { name } } b: book(id: 2) { writer { name } } c: book(id: 1) { name } }",
                "Book[1, 2]",
                "Writer[101, 102]");
    }

    /** S39: nested loads under fast and slow siblings. */
    @Test
    void nestedLoadsUnderFastAndSlowSiblings() throws Exception {
        always(
                "{ fast { writer { name } } slow { writer { name } } book(id: 7) { writer { name } } }",
                "Book[7]",
                "Writer[101, 102, 103, 104, 105, 106]",
                "Writer[107]");
    }

    /** S39: a loader whose key comes from another loader. */
    @Test
    void aLoaderInALoader() throws Exception {
        always(
                "{ a: writerOf(id: 1) { name } b: writerOf(id: 2) { name } book(id: 3) { name } }",
                "Book[1, 2, 3]",
                "Writer[101, 102]");
    }

    /** S39: blocking, parallel and asynchronous siblings side by side. */
    @Test
    void allKindsOfSiblings() throws Exception {
        always(
                "{ elsewhere fast { blockingWriter writer { name } } slow { writer { name } }"
                        + " blockingInParallel(id: 8) blocking(id: 9) book(id: 8) { name } }",
                "Book[8, 9]",
                "Writer[101, 102, 103, 104, 105, 106]");
    }

    /**
     * S39: loads below a stage that another thread completes may need their own wave. No load hangs, and no load is
     * repeated.
     */
    @Test
    void loadsBelowWhatAnotherThreadBrings() throws Exception {
        for (int i = 0; i < RUNS; i++) {
            int before = application.batches().size();
            application.data("{ elsewhereBooks { writer { name } } fast { writer { name } } }");
            List<String> batches =
                    application.batches().subList(before, application.batches().size());
            assertThat(batches).hasSizeBetween(1, 2);
            assertThat(batches.stream().flatMap(EngineVersionsTest::keys))
                    .containsExactlyInAnyOrder("101", "102", "103");
        }
    }

    /** S17, S39: resolvers that block on loads. */
    @Test
    void blockingOnLoads() throws Exception {
        always(
                "{ a: blocking(id: 1) b: blocking(id: 2) c: blockingOnMany(first: 3, second: 4)"
                        + " fast { blockingWriter } }",
                "Book[1, 2, 3, 4]",
                "Writer[101, 102, 103]");
    }

    /** S17, S39: parallel resolvers that block on loads. */
    @Test
    void blockingOnLoadsInParallel() throws Exception {
        always(
                "{ a: blockingInParallel(id: 1) b: blockingInParallel(id: 2) c: blockingInParallel(id: 3)"
                        + " d: blocking(id: 4) }",
                "Book[1, 2, 3, 4]");
    }

    private void always(String query, String... expected) throws Exception {
        List<String> sorted = sorted(List.of(expected));
        for (int i = 0; i < RUNS; i++) {
            int before = application.batches().size();
            application.data(query);
            List<String> all = application.batches();
            assertThat(sorted(all.subList(before, all.size()))).as("run %d", i).isEqualTo(sorted);
        }
    }

    /**
     * Parallel resolvers load in any order. If several batches are sent at once, the registry decides on their order.
     */
    private static List<String> sorted(List<String> batches) {
        UnaryOperator<String> ordered = batch ->
                batch.substring(0, batch.indexOf('[')) + keys(batch).sorted().toList();
        return batches.stream().map(ordered).sorted().collect(Collectors.toCollection(ArrayList::new));
    }

    private static java.util.stream.Stream<String> keys(String batch) {
        return Arrays.stream(
                batch.substring(batch.indexOf('[') + 1, batch.length() - 1).split(", "));
    }

    @ApplicationScoped
    static class Resolvers {
        private final Semaphore slowMayGoOn = new Semaphore(0);

        @Inject
        private DataLoader<Long, Book> books;

        @Inject
        private DataLoader<Long, Writer> writers;

        private static List<Book> first(int count) {
            return LongStream.rangeClosed(1, count)
                    .mapToObj(id -> new Book(id, "Book " + id, 100 + id))
                    .toList();
        }

        @Query
        CompletableFuture<Book> book(Long id) {
            return books.load(id);
        }

        @Query
        List<Book> fast() {
            slowMayGoOn.release();
            return first(3);
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        List<Book> slow() throws InterruptedException {
            slowMayGoOn.acquire();
            return first(6);
        }

        @Query
        CompletableFuture<String> elsewhere() {
            return CompletableFuture.supplyAsync(() -> "elsewhere");
        }

        @Query
        CompletableFuture<List<Book>> elsewhereBooks() {
            return CompletableFuture.supplyAsync(() -> first(3));
        }

        @Query
        CompletableFuture<Writer> writerOf(Long id) {
            return books.load(id).thenCompose(book -> writers.load(book.writerId()));
        }

        @Query
        String blocking(Long id) {
            return books.load(id).join().name();
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        String blockingInParallel(Long id) {
            return books.load(id).join().name();
        }

        @Query
        String blockingOnMany(Long first, Long second) {
            CompletableFuture<Book> one = books.load(first);
            Lane.await(CompletableFuture.allOf(one, books.load(second)));
            return one.join().name();
        }

        @Field("Book.writer")
        CompletableFuture<Writer> writer(@Source Book book) {
            return writers.load(book.writerId());
        }

        @Field("Book.blockingWriter")
        String blockingWriter(@Source Book book) {
            return writers.load(book.writerId()).join().name();
        }
    }
}
