package org.synctoasync.graphql.operation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.incremental.IncrementalExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.error.InternalErrors;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.LoggedMessages;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/** Deferred fragments, and the lane and the unit of work around all of them. */
@Timeout(30)
class DeferTest {
    private static final String SCHEMA = """
            type Query { ok: String gated: String fails: String must: String! many: [Book!]! inner: Inner }
            type Inner { ok: String must: String! gated: String inner: Inner }
            type Book { id: ID! name: String! writer: Writer! writerAgain: Writer! }
            type Writer { id: ID! name: String! }
            type Mutation { add: Inner }
            """;

    private @Nullable LocalApplication running =
            LocalApplication.with(Resolvers.class).deploy(SCHEMA);

    private LocalApplication application() {
        assertThat(running).isNotNull();
        return running;
    }

    @AfterEach
    void undeploy() {
        application().get(Resolvers.class).open();
        application().close();
    }

    /**
     * The first part arrives while the deferred resolver runs and the unit of work is open. The last part arrives after
     * its end.
     */
    @Test
    void theFirstPartComesEarly() throws Exception {
        PartsTaken taken = take("{ ok ... @defer(label: \"later\") { gated } }");
        assertThat(taken.first().<Object>getData()).isEqualTo(Map.of("ok", "fine"));
        assertThat(application().get(RecordedUnitOfWork.class).events()).containsExactly("begin");
        application().get(Resolvers.class).open();
        Map<String, Object> part = taken.next();
        assertThat(part)
                .containsEntry("hasNext", false)
                .containsEntry(
                        "incremental",
                        List.of(Map.of("path", List.of(), "label", "later", "data", Map.of("gated", "fine"))));
        assertThat(application().get(RecordedUnitOfWork.class).events()).containsExactly("begin", "keep");
        assertThat(application().counts().lanes()).isEqualTo(1);
    }

    /**
     * The contents of the last part are committed before it is sent: it is not available while the unit of work ends.
     */
    @Test
    void theLastPartComesAfterTheEnd() throws Exception {
        PartsTaken taken = take("{ ok ... @defer { gated } }");
        AtomicInteger early = new AtomicInteger();
        application().get(RecordedUnitOfWork.class).beforeEnd(() -> {
            application().drainThreads();
            early.set(taken.told());
        });
        application().get(Resolvers.class).open();
        assertThat(taken.next()).containsEntry("hasNext", false);
        Eventually.holds("no lane", () -> application().get(Lanes.class).running(), 0);
        assertThat(early).hasValue(0);
    }

    /** If the final commit fails, the last part reports it. */
    @Test
    void theLastPartTellsThatNothingWasKept() throws Exception {
        PartsTaken taken = take("{ ok ... @defer(label: \"later\") { gated } }");
        application().get(RecordedUnitOfWork.class).failToKeep();
        application().get(Resolvers.class).open();
        Map<String, Object> part = taken.next();
        assertThat(part).containsEntry("hasNext", false);
        assertThat(part.toString())
                .contains("label=later", "data=null", "INTERNAL_ERROR")
                .doesNotContain("gated=fine", "cannot keep");
        assertThat(taken.come()).isEmpty();
    }

    /** S39: loads in deferred fragments of a list, even nested ones, are batched like others and never hang. */
    @RepeatedTest(200)
    void deferredLoadsAreBatches() throws Exception {
        PartsTaken taken = take(
                "{ many { id ... @defer { writer { name ... @defer { id } } } ... @defer { writerAgain { id } } } }");
        List<Map<String, Object>> parts = taken.all();
        assertThat(parts).hasSize(18);
        assertThat(parts.get(17)).containsEntry("hasNext", false);
        assertThat(parts.toString()).doesNotContain("errors");
        assertThat(application().batches()).containsExactly("Writer[1, 2, 0, 4, 5, 3]");
    }

    /** A fragment is part of the single response if it must not be deferred or if the client does not accept parts. */
    @Test
    void nothingIsDeferredUnasked() throws Exception {
        assertThat(execute("{ ok ... @defer(if: false) { inner { ok } } }").get(20, TimeUnit.SECONDS))
                .isNotInstanceOf(IncrementalExecutionResult.class);
        assertThat(application().data("{ ok ... @defer { inner { ok } } }"))
                .isEqualTo(Map.of("ok", "fine", "inner", Map.of("ok", "fine")));
        assertThat(application().data("{ __type(name: \"Book\") { ... @defer { name } } }"))
                .isEqualTo(Map.of("__type", Map.of("name", "Book")));
    }

    /**
     * An error belongs to its fragment's part. A forbidden null leaves this part without data and the others unchanged.
     */
    @Test
    void failuresStayInTheirFragments() throws Exception {
        List<Map<String, Object>> parts =
                take("{ ok ... @defer(label: \"a\") { fails } inner { ... @defer(label: \"b\") { must } ... @defer(label: \"c\") { ok } } }")
                        .all();
        assertThat(part("a", parts).toString())
                .contains("fails=null", "INTERNAL_ERROR")
                .doesNotContain("secret");
        assertThat(part("b", parts)).containsEntry("data", null).containsKey("errors");
        assertThat(part("c", parts)).containsEntry("data", Map.of("ok", "fine")).doesNotContainKey("errors");
    }

    /**
     * A mutation's root field is committed before the first part is sent. The fields that it selects may be deferred.
     */
    @Test
    void mutationsAreCommittedBefore() throws Exception {
        PartsTaken taken = take("mutation { add { ok ... @defer { gated } } }");
        assertThat(taken.first().<Object>getData()).isEqualTo(Map.of("add", Map.of("ok", "fine")));
        assertThat(application().get(RecordedUnitOfWork.class).events())
                .containsExactly("begin", "keep", "begin", "keep", "begin");
        application().get(Resolvers.class).open();
        assertThat(taken.next()).containsEntry("hasNext", false);
    }

    /**
     * All parts share one deadline: sent parts stay, the others are errors, and the last part is marked as the last.
     */
    @Test
    void partsHaveOneDeadline() throws Exception {
        PartsTaken taken = take("{ ok ... @defer(label: \"a\") { inner { ok } } ... @defer(label: \"b\") { gated }"
                + " inner { ... @defer(label: \"c\") { gated ... @defer(label: \"d\") { inner { ok } } } } }");
        Eventually.holds(
                "the resolver runs", () -> application().get(Resolvers.class).isEntered(), true);
        application().pass(Duration.ofMinutes(4));
        application().pass(Duration.ofMinutes(2));
        List<Map<String, Object>> parts = taken.all();
        assertThat(part("b", parts).toString()).contains("gated=null", "DEADLINE_EXCEEDED");
        assertThat(part("c", parts).toString()).contains("gated=null", "DEADLINE_EXCEEDED");
        assertThat(parts.stream().filter(part -> part.get("hasNext").equals(false)))
                .containsExactly(parts.get(parts.size() - 1));
        assertThat(taken.come()).isEmpty();
        application().get(Resolvers.class).open();
        Eventually.holds("no lane", () -> application().get(Lanes.class).running(), 0);
        assertThat(application().get(RecordedUnitOfWork.class).events()).contains("drop");
    }

    /** If shutdown ends a request, its stream ends, with errors for the missing parts. */
    @Test
    void stoppingEndsTheStream() throws Exception {
        PartsTaken taken =
                take("{ ok ... @defer { gated } inner { ... @defer { ok } } ... @defer { many { writer { id } } } }");
        Eventually.holds(
                "the resolver runs", () -> application().get(Resolvers.class).isEntered(), true);
        application().get(Lanes.class).close(Duration.ofMillis(1));
        List<Map<String, Object>> parts = taken.all();
        assertThat(parts.get(parts.size() - 1)).containsEntry("hasNext", false);
        assertThat(parts.toString()).contains("UNAVAILABLE");
    }

    /** A client that takes no more parts ends the request, and this failure is not logged. */
    @Test
    void cancellingEndsTheRequest() throws Exception {
        try (LoggedMessages logged = LoggedMessages.of(InternalErrors.class)) {
            PartsTaken taken = take("{ ok ... @defer { gated } ... @defer { inner { gated } } }");
            Eventually.holds(
                    "the resolver runs",
                    () -> application().get(Resolvers.class).isEntered(),
                    true);
            taken.cancel();
            application().get(Lanes.class).tick();
            application().get(Resolvers.class).open();
            Eventually.holds("no lane", () -> application().get(Lanes.class).running(), 0);
            assertThat(application().get(RecordedUnitOfWork.class).events()).containsExactly("begin", "drop");
            assertThat(taken.come()).isEmpty();
            assertThat(logged.messages()).isEmpty();
        }
    }

    /** If the request has one transaction, no part can be sent before its end. */
    @Test
    void oneTransactionIsOneAnswer() throws Exception {
        undeploy();
        running = LocalApplication.with(Resolvers.class)
                .setting("synctoasync.transaction", "request")
                .deploy(SCHEMA);
        assertThat(execute("{ ok ... @defer { inner { ok } } }").get(20, TimeUnit.SECONDS))
                .isNotInstanceOf(IncrementalExecutionResult.class);
    }

    /** The costs of the request are in the last part, when all of them are known. */
    @Test
    void theLastPartTellsTheCost() throws Exception {
        undeploy();
        running = LocalApplication.with(Resolvers.class)
                .setting("synctoasync.statistics", "true")
                .deploy(SCHEMA);
        List<Map<String, Object>> parts = take("{ ok ... @defer { inner { ok } } ... @defer { many { id } } }")
                .all();
        assertThat(parts.get(0)).doesNotContainKey("extensions");
        assertThat(parts.get(1).get("extensions").toString()).contains("syncToAsync");
    }

    /** If the setting is off, {@code @defer} has no effect. */
    @Test
    void itCanBeOff() throws Exception {
        assertThat(application().data("{ __schema { directives { name } } }").toString())
                .contains("defer");
        undeploy();
        running = LocalApplication.with(Resolvers.class)
                .setting("synctoasync.defer", "false")
                .deploy(SCHEMA);
        assertThat(execute("{ ok ... @defer { inner { ok } } }").get(20, TimeUnit.SECONDS))
                .isNotInstanceOf(IncrementalExecutionResult.class);
    }

    /** Parts that clients could not distinguish, or fields that would run twice, are refused. */
    @Test
    void misuseIsRefused() throws Exception {
        for (String document : List.of(
                "{ ... @defer(label: \"a\") { ok } ... @defer(label: \"a\") { fails } }",
                "query($l: String) { ... @defer(label: $l) { ok } }",
                "mutation { ... @defer { add { ok } } }")) {
            assertThat(execute(document).get(20, TimeUnit.SECONDS).getErrors())
                    .as(document)
                    .isNotEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(String label, List<Map<String, Object>> parts) {
        return parts.stream()
                .flatMap(part -> ((List<?>) part.get("incremental")).stream())
                .map(item -> (Map<String, Object>) item)
                .filter(item -> label.equals(item.get("label")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " in " + parts));
    }

    private CompletableFuture<ExecutionResult> execute(String query) {
        Engine engine = application().get(Engine.class);
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .dataLoaderRegistry(new DataLoaderRegistry())
                .build();
        return engine.executeInParts(
                engine.prepare(input), application().get(Lanes.class).origin());
    }

    private PartsTaken take(String query) throws Exception {
        PartsTaken taken = PartsTaken.of(execute(query));
        assertThat(taken.first().getErrors()).isEmpty();
        return taken;
    }

    @ApplicationScoped
    static class Resolvers {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final CountDownLatch entered = new CountDownLatch(1);

        @Inject
        private DataLoader<Long, Writer> writers;

        record Inner(String ok) {}

        void open() {
            gate.countDown();
        }

        boolean isEntered() {
            return entered.getCount() == 0;
        }

        @Query
        String ok() {
            return "fine";
        }

        @Query
        String gated() throws InterruptedException {
            entered.countDown();
            gate.await();
            return "fine";
        }

        @Query
        String fails() {
            throw new IllegalStateException("secret");
        }

        @Query
        String must() {
            return fails();
        }

        @Query
        Inner inner() {
            return new Inner("fine");
        }

        @Mutation
        Inner add() {
            return new Inner("fine");
        }

        @Field("Inner.must")
        String must(@Source Inner inner) {
            return fails();
        }

        @Field("Inner.gated")
        String gated(@Source Inner inner) throws InterruptedException {
            return gated();
        }

        @Field("Inner.inner")
        @SyncToAsync(threadSensitive = false)
        Inner inner(@Source Inner inner) {
            return inner;
        }

        @Query
        List<Book> many() {
            return LongStream.rangeClosed(1, 6)
                    .mapToObj(id -> new Book(id, "Book " + id, id % 3))
                    .toList();
        }

        @Field("Book.writer")
        CompletableFuture<Writer> writer(@Source Book book) {
            return writers.load(book.writerId());
        }

        @Field("Book.writerAgain")
        Writer writerAgain(@Source Book book) {
            return writers.load(book.writerId() + 3).join();
        }
    }
}
