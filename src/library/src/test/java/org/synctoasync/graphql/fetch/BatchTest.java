package org.synctoasync.graphql.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.dataloader.Try;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/** S42: an application's batch functions are blocking methods, each called once for many objects. */
@Timeout(30)
class BatchTest {
    private static final String SCHEMA = """
            type Query { books(count: Int! = 3): [Book!]! writers: [Writer!]! thread: String! }
            type Book {
              name: String!
              rating(year: Int! = 2000): Int
              title(prefix: String!): String!
              wrong: Int
              shaky: Int
              tried: Int
              failing: Int
              loaded(wave: Int!): Book!
              small: Int
              fresh: Int
              thread: String!
              parallelThread: String!
            }
            type Writer { byName: String! sources: Int! }
            """;

    private final LocalApplication application =
            LocalApplication.with(Batches.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    private List<String> calls() {
        return application.get(Batches.class).calls();
    }

    /** A method may return a map by id. The value of a missing key is null. */
    @Test
    void missingKeysAreNull() throws Exception {
        assertThat(application.data("{ books { rating } }").get("books"))
                .isEqualTo(Arrays.asList(rating(null), Map.of("rating", 2001), Map.of("rating", 2002)));
        assertThat(calls()).containsExactly("rating[0, 1, 2] 2000");
    }

    /** A method is called once for each set of arguments, however many aliases use it. */
    @Test
    void argumentsAreGrouped() throws Exception {
        application.data("{ books { a: rating(year: 1) b: rating(year: 2) c: rating(year: 1) } }");
        assertThat(calls()).containsExactlyInAnyOrder("rating[0, 1, 2] 1", "rating[0, 1, 2] 2");
    }

    /** A method may take a list of the source objects themselves. */
    @Test
    void sourcesAsList() throws Exception {
        assertThat(application.data("{ books { title(prefix: \"The \") } }").get("books"))
                .isEqualTo(List.of(
                        Map.of("title", "The Book 0"), Map.of("title", "The Book 1"), Map.of("title", "The Book 2")));
        assertThat(calls()).containsExactly("title 3");
    }

    /** A list of the wrong size is an error that names the method and both sizes. */
    @Test
    void wrongSizesNameTheMethod() throws Exception {
        assertThat(application.execute("{ books { wrong } }").getErrors()).hasSize(3);
        BatchShape shape = BatchShape.of(Batches.class.getDeclaredMethod("wrong", List.class));
        assertThatThrownBy(() -> shape.values(List.of(1), List.of(1L, 2L, 3L)))
                .hasMessage("Batches.wrong(List<Long>) returned 1 value for 3 keys");
    }

    /** S11: a batch method runs on the lane, or where its annotation declares. */
    @Test
    void runsWhereItSays() throws Exception {
        Map<String, Object> data = application.data("{ thread books(count: 1) { thread parallelThread } }");
        Map<?, ?> book = (Map<?, ?>) ((List<?>) data.get("books")).get(0);
        assertThat(book.get("thread")).isEqualTo(data.get("thread"));
        assertThat(book.get("parallelThread")).isNotEqualTo(data.get("thread"));
    }

    /** S40: the same key is requested once. */
    @Test
    void duplicateKeysOnce() throws Exception {
        application.data("{ a: books { title(prefix: \"\") } b: books { title(prefix: \"\") } }");
        assertThat(calls()).containsExactly("title 3");
    }

    /** S40: an exception, or a failed Try, in place of a value is the error of its key alone. */
    @Test
    void errorsPerKey() throws Exception {
        ExecutionResult result = application.execute("{ books { shaky tried } }");
        assertThat(result.getErrors())
                .extracting(error -> error.getPath().toString())
                .containsExactlyInAnyOrder("[books, 1, shaky]", "[books, 1, tried]");
        assertThat(result.getData().toString()).contains("{shaky=2, tried=2}");
    }

    /** S40: if a batch fails as a whole, each key gets its error, and the failure is not cached. */
    @Test
    void failedBatchesAreForgotten() throws Exception {
        assertThat(application
                        .execute("{ books(count: 2) { failing loaded(wave: 1) { loaded(wave: 2) { failing } } } }")
                        .getErrors())
                .extracting(error -> error.getPath().toString())
                .containsExactlyInAnyOrder(
                        "[books, 0, failing]",
                        "[books, 1, failing]",
                        "[books, 0, loaded, loaded, failing]",
                        "[books, 1, loaded, loaded, failing]");
        assertThat(calls()).containsExactly("failing[0, 1]", "failing[0, 1]");
    }

    /** S40: loaded values are cached, including errors of single keys. */
    @Test
    void whatIsLoadedIsRemembered() throws Exception {
        application.execute("{ books { shaky rating loaded(wave: 1) { loaded(wave: 2) { shaky rating } } } }");
        assertThat(calls()).containsExactlyInAnyOrder("shaky[0, 1, 2]", "rating[0, 1, 2] 2000");
    }

    /** S40: a call has no more keys than the batch size allows. */
    @Test
    void batchesHaveALimit() throws Exception {
        application.data("{ books(count: 5) { small } }");
        assertThat(calls()).containsExactly("small[0, 1]", "small[2, 3]", "small[4]");
    }

    /** S40: without the cache, each object is requested. */
    @Test
    void theCacheCanBeOff() throws Exception {
        application.data("{ a: books(count: 2) { fresh } b: books(count: 1) { fresh } }");
        assertThat(calls()).containsExactly("fresh[0, 1, 0]");
    }

    /** S40: a chosen property is the key, or identifies objects. */
    @Test
    void aKeyOfOnesOwn() throws Exception {
        assertThat(application.data("{ writers { byName sources } }").get("writers"))
                .isEqualTo(List.of(
                        Map.of("byName", "AAA", "sources", 1),
                        Map.of("byName", "AAA", "sources", 1),
                        Map.of("byName", "BBB", "sources", 2)));
        assertThat(calls()).containsExactlyInAnyOrder("byName[AAA, BBB]", "sources[1, 3]");
    }

    /** Methods that do not fit fail the deployment, all of them reported together, each with its remedy. */
    @Test
    void misfitsAreFaults() {
        String schema = """
                type Query { books: [Book!]! thing: Thing }
                type Book { a: Int b: Int c: Int d: String e(x: Int): Int }
                type Thing { f: Int }
                """;
        assertThatThrownBy(() -> LocalApplication.with(Faulty.class).deploy(schema))
                .hasMessageContaining(
                        "Faulty.a(Set<String>) cannot be called for Book.a: the keys are of type String, but"
                                + " 'id' of Book is of type Long; take that, or List<Book>.")
                .hasMessageContaining(
                        "Faulty.b(Set<Long>) do not fit: expected Map<K, V> method(Set<K> keys, arguments...)")
                .hasMessageContaining("Faulty.c(List<Long>) do not fit: it takes keys of type Long and returns a"
                        + " Map<String, Integer>")
                .hasMessageContaining("is of type Integer, which cannot be served as String")
                .hasMessageContaining("Faulty.e(List<Long>) do not fit: no parameter takes the argument x")
                .hasMessageContaining(
                        "Faulty.f(List<Long>) cannot be called for Thing.f: no resolver's declared result")
                .hasMessageContaining("faults: 6");
    }

    private static Map<String, Object> rating(Object value) {
        Map<String, Object> rating = new HashMap<>();
        rating.put("rating", value);
        return rating;
    }

    /** Valid batch methods. */
    @ApplicationScoped
    static class Batches {
        private final List<String> calls = new CopyOnWriteArrayList<>();

        List<String> calls() {
            return calls;
        }

        @Query
        List<Book> books(int count) {
            return LongStream.range(0, count)
                    .mapToObj(id -> new Book(id, "Book " + id, 0))
                    .toList();
        }

        @Query
        List<Writer> writers() {
            return List.of(new Writer(1, "AAA"), new Writer(2, "AAA"), new Writer(3, "BBB"));
        }

        @Query
        String thread() {
            return Thread.currentThread().getName();
        }

        @Batch("Book.rating")
        Map<Long, Integer> rating(Set<Long> ids, int year) {
            calls.add("rating" + ids + " " + year);
            return ids.stream().filter(id -> id > 0).collect(Collectors.toMap(id -> id, id -> year + id.intValue()));
        }

        @Batch("Book.title")
        List<String> title(List<Book> books, String prefix) {
            calls.add("title " + books.size());
            return books.stream().map(book -> prefix + book.name()).toList();
        }

        @Batch("Book.wrong")
        List<Integer> wrong(List<Long> ids) {
            return List.of(1);
        }

        @Batch("Book.shaky")
        Map<Long, Object> shaky(Set<Long> ids) {
            calls.add("shaky" + ids);
            return ids.stream()
                    .collect(Collectors.toMap(
                            id -> id, id -> id == 1 ? (Object) new IllegalStateException("one") : id.intValue()));
        }

        @Batch("Book.tried")
        List<Try<Integer>> tried(List<Long> ids) {
            return ids.stream()
                    .map(id -> id == 1
                            ? Try.<Integer>failed(new IllegalStateException("one"))
                            : Try.succeeded(id.intValue()))
                    .toList();
        }

        /** Returns the same book after a wave of loads has been sent. */
        @Field("Book.loaded")
        CompletableFuture<Book> loaded(@Source Book book, int wave, DataLoader<Long, Book> books) {
            return books.load(book.id() + 100 * wave).thenApply(loaded -> book);
        }

        @Batch("Book.failing")
        Map<Long, Integer> failing(Set<Long> ids) {
            calls.add("failing" + ids);
            throw new IllegalStateException("all");
        }

        @Batch(value = "Book.small", size = 2)
        List<Integer> small(List<Long> ids) {
            calls.add("small" + ids);
            return ids.stream().map(Long::intValue).toList();
        }

        @Batch(value = "Book.fresh", cached = false)
        List<Integer> fresh(List<Long> ids) {
            calls.add("fresh" + ids);
            return ids.stream().map(Long::intValue).toList();
        }

        @Batch("Book.thread")
        List<String> thread(List<Book> books) {
            return books.stream().map(book -> Thread.currentThread().getName()).toList();
        }

        @org.synctoasync.resolver.SyncToAsync(threadSensitive = false)
        @Batch("Book.parallelThread")
        List<String> parallelThread(List<Book> books) {
            return books.stream().map(book -> Thread.currentThread().getName()).toList();
        }

        @Batch(value = "Writer.byName", key = "name")
        Map<String, String> byName(Set<String> names) {
            calls.add("byName" + names);
            return names.stream().collect(Collectors.toMap(name -> name, name -> name));
        }

        @Batch(value = "Writer.sources", key = "name")
        List<Integer> sources(List<Writer> writers) {
            calls.add("sources" + writers.stream().map(Writer::id).toList());
            return LongStream.rangeClosed(1, writers.size())
                    .mapToObj(i -> (int) i)
                    .toList();
        }
    }

    /** Invalid batch methods. */
    @ApplicationScoped
    static class Faulty {
        @Query
        List<Book> books() {
            return List.of();
        }

        @Query
        Object thing() {
            return "";
        }

        @Batch("Book.a")
        Map<String, Integer> a(Set<String> ids) {
            return Map.of();
        }

        @Batch("Book.b")
        List<Integer> b(Set<Long> ids) {
            return List.of();
        }

        @Batch("Book.c")
        Map<String, Integer> c(List<Long> ids) {
            return Map.of();
        }

        @Batch("Book.d")
        List<Integer> d(List<Long> ids) {
            return List.of();
        }

        @Batch("Book.e")
        List<Integer> e(List<Long> ids) {
            return List.of();
        }

        @Batch("Thing.f")
        List<Integer> f(List<Long> ids) {
            return List.of();
        }
    }
}
