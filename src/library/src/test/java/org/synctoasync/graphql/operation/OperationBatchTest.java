package org.synctoasync.graphql.operation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;

/** Operations of one request share a lane and loaders. */
@Timeout(30)
class OperationBatchTest {
    private static final String SCHEMA = """
            type Query { book(id: ID!): Book fails: String quick: String stuck: Boolean inside(id: ID!): String }
            type Mutation { note(text: String!): [String!] }
            type Book { id: ID! name: String }
            """;

    /** However many operations load books, and in any way, one batch is sent on one lane. */
    @Test
    void loadersAreShared() throws Exception {
        try (LocalApplication application = deploy()) {
            List<ExecutionResult> answers = execute(
                    application,
                    "{ book(id: 1) { name } }",
                    "{ __typename }",
                    "{ a: book(id: 2) { name } b: book(id: 1) { name } }",
                    "{ inside(id: 3) }");
            assertThat(answers)
                    .extracting(answer -> answer.getData().toString())
                    .containsExactly(
                            "{book={name=Book 1}}",
                            "{__typename=Query}",
                            "{a={name=Book 2}, b={name=Book 1}}",
                            "{inside=Book 3}");
            assertThat(application.batches()).containsExactly("Book[1, 2, 3]");
            assertThat(application.counts().lanes()).isEqualTo(1);
        }
    }

    /** If an operation writes, each operation begins when the previous one has its response. */
    @Test
    void mutationsKeepTheOrder() throws Exception {
        try (LocalApplication application = deploy()) {
            List<ExecutionResult> answers = execute(
                    application,
                    "mutation { a: note(text: \"1\") b: note(text: \"2\") }",
                    "mutation { c: note(text: \"3\") }",
                    "{ book(id: 1) { id } }");
            assertThat(answers)
                    .extracting(answer -> answer.getData().toString())
                    .containsExactly("{a=[1], b=[1, 2]}", "{c=[1, 2, 3]}", "{book={id=1}}");
        }
    }

    /** An operation that fails, exceeds a limit or has an invalid document does not affect the other responses. */
    @Test
    void othersHaveTheirAnswers() throws Exception {
        try (LocalApplication application = deploy()) {
            List<ExecutionResult> answers =
                    execute(application, "{ fails }", "{", "{ book(id: 1) { name } }", "{ book(id: 1) { id } }");
            assertThat(answers).extracting(answer -> answer.getErrors().size()).containsExactly(1, 1, 0, 0);
            assertThat(application.batches()).containsExactly("Book[1]");
        }
    }

    /** S43: if the request is cut short, each operation returns its finished fields. */
    @Test
    void whatIsFinishedIsAnswered() throws Exception {
        try (LocalApplication application = deploy()) {
            Resolvers resolvers = application.get(Resolvers.class);
            List<CompletableFuture<ExecutionResult>> answers =
                    begin(application, "{ quick }", "{ quick stuck }", "{ stuck }");
            resolvers.gate().await(1);
            application.get(Lanes.class).close(Duration.ofMillis(1));
            List<String> data = new ArrayList<>();
            for (CompletableFuture<ExecutionResult> answer : answers) {
                data.add(answer.get(20, TimeUnit.SECONDS).getData().toString());
            }
            resolvers.gate().open();
            assertThat(data).containsExactly("{quick=done}", "{quick=done, stuck=null}", "{stuck=null}");
        }
    }

    /** With one transaction for a request, each operation has its own transaction and so its own lane. */
    @Test
    void eachHasATransactionWhereOneIsAllOrNothing() throws Exception {
        try (LocalApplication application = LocalApplication.with(Resolvers.class)
                .setting("synctoasync.transaction", "request")
                .deploy(SCHEMA)) {
            execute(application, "{ book(id: 1) { name } }", "{ book(id: 1) { id } }");
            assertThat(application.counts().lanes()).isEqualTo(2);
        }
    }

    /** Cancelling one response cancels the request. */
    @Test
    void cancellingOneCancelsAll() throws Exception {
        CompletableFuture<List<ExecutionResult>> all = new CompletableFuture<>();
        List<CompletableFuture<ExecutionResult>> answers = OperationBatchAnswers.apart(2, all);
        answers.get(1).cancel(true);
        assertThat(all).isCancelled();
        assertThat(answers.get(0)).isCompletedExceptionally();
    }

    private static LocalApplication deploy() {
        return LocalApplication.with(Resolvers.class).deploy(SCHEMA);
    }

    private static List<ExecutionResult> execute(LocalApplication application, String... documents) throws Exception {
        List<ExecutionResult> answers = new ArrayList<>();
        for (CompletableFuture<ExecutionResult> answer : begin(application, documents)) {
            answers.add(answer.get(20, TimeUnit.SECONDS));
        }
        return answers;
    }

    private static List<CompletableFuture<ExecutionResult>> begin(LocalApplication application, String... documents) {
        Engine engine = application.get(Engine.class);
        List<PreparedOperation> operations = Stream.of(documents)
                .map(document -> engine.prepare(ExecutionInput.newExecutionInput(document)
                        .dataLoaderRegistry(new DataLoaderRegistry())
                        .build()))
                .toList();
        return engine.executeTogether(operations, application.get(Lanes.class).origin());
    }

    @ApplicationScoped
    static class Resolvers {
        private final List<String> notes = new ArrayList<>();
        private final Gate gate = new Gate();

        @Inject
        private Engine engine;

        @Query
        CompletableFuture<Book> book(Long id, DataLoader<Long, Book> books) {
            return books.load(id);
        }

        Gate gate() {
            return gate;
        }

        @Query
        String quick() {
            return "done";
        }

        @Query
        boolean stuck() throws InterruptedException {
            return gate.pass();
        }

        @Query
        String fails() {
            throw new IllegalStateException("on purpose");
        }

        /** Executes an operation inside this one, and one operation of a batch. */
        @Query
        String inside(Long id) {
            ExecutionResult inner =
                    engine.execute("{ book(id: " + id + ") { name } }").join();
            return inner.getData().toString().replaceAll(".*name=|}", "");
        }

        @Mutation
        List<String> note(String text) {
            notes.add(text);
            return List.copyOf(notes);
        }
    }
}
