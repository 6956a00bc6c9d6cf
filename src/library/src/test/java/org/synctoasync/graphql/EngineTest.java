package org.synctoasync.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.idl.RuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.resolver.Argument;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/** Resolvers, engine and lane together, in Weld. */
@Timeout(30)
class EngineTest {
    private static final String SCHEMA = """
            type Query {
              thread: String!
              parallelThread: String!
              wiredThread: String!
              asynchronousThread: String!
              many(count: Int! = 3): [Book!]!
              book(id: ID!): Book
              fast: [Book!]!
              slow: [Book!]!
              arguments(named: String!, flag: Boolean = true): String!
              fails: String
              blocksOnLoader: String
              selected: [String!]!
            }
            type Book { id: ID! name: String! writer: Writer! writerAgain: Writer! }
            type Writer { id: ID! name: String! }
            type Mutation { add(name: String!): String addParallel(name: String!): String }
            """;

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class, Parallel.class, Wired.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S01: the resolver is plain blocking code, and the calling thread returns while it runs. */
    @Test
    void theCallerDoesNotWait() throws Exception {
        CompletableFuture<ExecutionResult> answer =
                application.get(Engine.class).execute("{ slow { name } }");
        assertThat(answer).isNotDone();
        application.get(Resolvers.class).release();
        assertThat(answer.get(20, TimeUnit.SECONDS).getErrors()).isEmpty();
    }

    /** S02, S11: methods, and data fetchers wired by hand, run on the one thread of their request by default. */
    @Test
    void everyCustomResolverRunsOnTheLane() throws Exception {
        Map<String, Object> data = application.data("{ a: thread b: thread wiredThread asynchronousThread }");
        assertThat(Set.copyOf(data.values()))
                .hasSize(1)
                .doesNotContain(Thread.currentThread().getName());
        assertThat(application.counts().hops()).isEqualTo(1);
    }

    /** S02: the setting of a class applies to its methods, and the setting of a method wins. */
    @Test
    void classAndMethodSettingsHold() throws Exception {
        Map<String, Object> data = application.data("{ thread parallelThread }");
        assertThat(data.get("parallelThread")).isNotEqualTo(data.get("thread"));
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 1, 1));
    }

    /** S03: properties are read on the engine's thread, without a call. */
    @Test
    void propertiesAreNotWrapped() throws Exception {
        application.data("{ many(count: 1000) { id name } }");
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /** S04, S14: introspection opens no lane. */
    @Test
    void introspectionOpensNoLane() throws Exception {
        assertThat(application.data(IntrospectionQuery.INTROSPECTION_QUERY)).containsKey("__schema");
        assertThat(application.data("query Q { ...F } fragment F on Query { __typename }"))
                .containsEntry("__typename", "Query");
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(0, 0, 0));
    }

    /** S14: only the selected operation decides whether a lane is opened, not the other operations in the document. */
    @Test
    void aLaneIsOpenedForTheSelectedOperationOnly() throws Exception {
        assertThat(application
                        .get(Engine.class)
                        .execute(graphql.ExecutionInput.newExecutionInput("query A { __typename } query B { thread }")
                                .operationName("A")
                                .build())
                        .get()
                        .getErrors())
                .isEmpty();
        assertThat(application.counts().lanes()).isZero();
    }

    /** S34: three aliases are one batch, also through an injected loader, and the keys keep their order. */
    @Test
    void aliasesAreOneBatch() throws Exception {
        Map<String, Object> data =
                application.data("{ a: book(id: 3) { name } b: book(id: 2000) { name } c: book(id: \"1\") { name } }");
        assertThat(data)
                .containsEntry("a", Map.of("name", "Book 3"))
                .containsEntry("b", null)
                .containsEntry("c", Map.of("name", "Book 1"));
        assertThat(application.batches()).containsExactly("Book[3, 2000, 1]");
    }

    /** S37: each request has its own loaders. */
    @Test
    void nothingIsRememberedBetweenRequests() throws Exception {
        application.data("{ book(id: 1) { name } }");
        application.data("{ book(id: 1) { name } }");
        assertThat(application.batches()).containsExactly("Book[1]", "Book[1]");
    }

    /** S39: each loader sends one batch per wave, with any mix of siblings, in every run. */
    @RepeatedTest(100)
    void batchesAreDeterministic() throws Exception {
        application.get(Resolvers.class).release();
        application.data("{ fast { writer { name } } slow { writer { name } writerAgain { name } }"
                + " book(id: 7) { writer { id } } }");
        assertThat(application.batches()).containsExactly("Book[7]", "Writer[1, 2, 0]", "Writer[107]");
    }

    /** S28: root fields of a mutation run one after the other, each in its own unit of work. */
    @Test
    void mutationsRunOneAfterTheOther() throws Exception {
        ExecutionResult result = application.execute(
                "mutation { a: add(name: \"a\") bad: add(name: \"bad\") p: addParallel(name: \"p\") c: add(name: \"c\") }");
        assertThat(result.getErrors()).hasSize(1);
        assertThat(application.get(Resolvers.class).added()).containsExactly("a", "bad", "p", "c");
        assertThat(application.get(RecordedUnitOfWork.class).events())
                .containsExactly(
                        "begin", "keep", // nothing yet
                        "begin", "keep", // a
                        "begin", "keep", // the fields that a selects
                        "begin", "drop", // bad
                        "begin", "keep", // the fields that bad would select
                        "begin", "keep", // p runs on the lane, whatever it declares
                        "begin", "keep", // the fields that p selects
                        "begin", "keep", // c
                        "begin", "keep"); // the fields that c selects
    }

    /** Arguments are bound by name, or by {@link Argument} if the name differs. Defaults come from the schema. */
    @Test
    void argumentsAreBoundByName() throws Exception {
        assertThat(application.data("{ arguments(named: \"x\") }")).containsEntry("arguments", "x true");
        assertThat(application.data("{ selected }")).containsEntry("selected", List.of());
    }

    /** The text of an exception stays on the server. The client gets the path, a code and an id. */
    @Test
    void exceptionsAreMasked() throws Exception {
        ExecutionResult result = application.execute("{ thread fails }");
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getPath()).containsExactly("fails");
            assertThat(error.getMessage()).doesNotContain("secret").contains("Internal error");
            assertThat(error.getExtensions())
                    .containsEntry("code", "INTERNAL_ERROR")
                    .containsKey("id");
        });
        assertThat(result.<Map<String, Object>>getData()).containsKey("thread").containsEntry("fails", null);
    }

    /** An ID that cannot be converted to a key is the client's error, and the error says so. */
    @Test
    void malformedIdsAreTheClientsError() throws Exception {
        assertThat(application.execute("{ book(id: \"one\") { name } }").getErrors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.getMessage()).isEqualTo("the argument 'id': the ID 'one' is no Long");
                    assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
                });
    }

    /** S17: when a resolver blocks on a loader, the lane continues underneath. */
    @Test
    void blockingOnALoaderGoesOnUnderneath() throws Exception {
        assertThat(application.data("{ blocksOnLoader }")).isEqualTo(Map.of("blocksOnLoader", "Book 1"));
    }

    /** S06: called outside an execution, a resolver runs on the calling thread. */
    @Test
    void aResolverCalledDirectlyIsInert() {
        assertThat(application.get(Parallel.class).parallelThread())
                .isEqualTo(Thread.currentThread().getName());
    }

    @ApplicationScoped
    static class Resolvers {
        private final CountDownLatch released = new CountDownLatch(1);
        private final List<String> added = new CopyOnWriteArrayList<>();

        @Inject
        private DataLoader<Long, Book> books;

        List<String> added() {
            return added;
        }

        void release() {
            released.countDown();
        }

        @Query
        String thread() {
            return Thread.currentThread().getName();
        }

        @Query
        CompletableFuture<String> asynchronousThread() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }

        @Query
        List<Book> many(int count) {
            return LongStream.rangeClosed(1, count)
                    .mapToObj(id -> new Book(id, "Book " + id, id % 3))
                    .toList();
        }

        @Query
        CompletableFuture<Book> book(Long id) {
            return books.load(id);
        }

        @Query
        List<Book> fast() {
            return many(3);
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        List<Book> slow() throws InterruptedException {
            released.await();
            return many(6);
        }

        @Query
        String arguments(@Argument("named") String name, boolean flag) {
            return name + " " + flag;
        }

        @Mutation
        String add(String name) {
            added.add(name);
            if (name.equals("bad")) {
                throw new IllegalStateException("bad");
            }
            return name;
        }

        @Mutation
        @SyncToAsync(threadSensitive = false)
        String addParallel(String name) {
            return add(name);
        }

        @Query
        String fails() {
            throw new IllegalStateException("secret");
        }

        @Query
        String blocksOnLoader() {
            return books.load(1L).join().name();
        }

        @Query
        List<String> selected(DataFetchingEnvironment environment, DataFetchingFieldSelectionSet selection) {
            return environment.getSelectionSet() == selection ? List.of() : List.of("another");
        }

        @Field("Book.writer")
        CompletableFuture<Writer> writer(@Source Book book, DataLoader<Long, Writer> writers) {
            return writers.load(book.writerId());
        }

        @Field("Book.writerAgain")
        CompletableFuture<Writer> writerAgain(@Source Book book, DataLoader<Long, Writer> writers) {
            return writers.load(book.writerId());
        }
    }

    /** A class with its own setting, which differs from the deployment's. */
    @ApplicationScoped
    @SyncToAsync(threadSensitive = false)
    static class Parallel {
        @Query
        String parallelThread() {
            return Thread.currentThread().getName();
        }
    }

    /** A data fetcher wired by hand. */
    @ApplicationScoped
    static class Wired {
        void wire(@Observes RuntimeWiring.Builder wiring) {
            wiring.type(
                    "Query",
                    type -> type.dataFetcher(
                            "wiredThread", environment -> Thread.currentThread().getName()));
        }
    }
}
