package org.synctoasync.graphql.error;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.CoercedVariables;
import graphql.language.SourceLocation;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;

/**
 * S53: whatever is thrown at any step of a field, only this field fails, and the client learns nothing about the
 * program.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTest {
    private static final String SCHEMA = """
            type Query {
              ok: String
              blocking: String
              parallel: String
              stage: String
              wired: String
              item: Item
              record: Note
              scalar: Fragile
              list: [String]
              returned: String
            }
            type Mutation { ok: String stage: String scalar: Fragile item: Item }
            type Item { ok: String getter: String batch: String keyed: String stage: String }
            type Note { ok: String text: String }
            scalar Fragile
            """;

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("blocking", "x: blocking"),
            Map.entry("parallel", "x: parallel"),
            Map.entry("stage", "x: stage"),
            Map.entry("wired", "x: wired"),
            Map.entry("getter", "item { ok x: getter }"),
            Map.entry("component", "record { ok x: text }"),
            Map.entry("batch", "item { ok x: batch }"),
            Map.entry("key", "item { ok x: keyed }"),
            Map.entry("scalar", "x: scalar"),
            Map.entry("list", "x: list"));

    private static final Map<String, Supplier<Throwable>> KINDS = Map.ofEntries(
            Map.entry("exception", () -> new IllegalStateException("secret")),
            Map.entry("checked", () -> new Exception("secret")),
            Map.entry("assertion", () -> new AssertionError("secret")),
            Map.entry("stack", StackOverflowError::new),
            Map.entry("linkage", () -> new NoClassDefFoundError("secret")),
            Map.entry("message", Mute::new),
            Map.entry("mute error", MuteError::new),
            Map.entry("cause", Baseless::new),
            Map.entry("mapping", () -> new Unmappable("throws")),
            Map.entry("extensions", () -> new Unmappable("extensions")),
            Map.entry("specification", () -> new Unmappable("specification")),
            Map.entry("text", () -> new Unmappable("message")),
            Map.entry("path", () -> new Unmappable("path")));

    private static volatile String step = "";
    private static volatile String kind = "";
    private static volatile @Nullable Object returned;

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class, Mapping.class, Wired.class).deploy(SCHEMA);

    @AfterAll
    void undeploy() {
        application.close();
    }

    static Stream<Arguments> stepsAndKinds() {
        return FIELDS.keySet().stream()
                .sorted()
                .flatMap(field -> KINDS.keySet().stream().sorted().map(thrown -> Arguments.of(field, thrown)));
    }

    @ParameterizedTest
    @MethodSource("stepsAndKinds")
    void aFieldFailsAlone(String failing, String thrown) throws Exception {
        ExecutionResult result = failing(failing, thrown, "{ ok " + FIELDS.get(failing) + " also: ok }");
        assertThat(result.isDataPresent()).isTrue();
        Map<String, Object> data = result.getData();
        assertThat(data).containsEntry("ok", "fine").containsEntry("also", "fine");
        assertThat(data.toString()).contains("x=null").doesNotContain("item=null", "record=null");
        assertMasked(result, "x");
    }

    /** The root fields of a mutation, which are executed one after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"assertion", "exception"})
    void aMutationsFieldFailsAlone(String thrown) throws Exception {
        for (String field : List.of("scalar", "stage")) {
            ExecutionResult result = failing(field, thrown, "mutation { ok x: " + field + " also: ok item { ok } }");
            assertThat(result.<Map<String, Object>>getData())
                    .containsEntry("ok", "fine")
                    .containsEntry("x", null)
                    .containsEntry("also", "fine")
                    .containsEntry("item", Map.of("ok", "fine"));
            assertMasked(result, "x");
        }
    }

    private ExecutionResult failing(String at, String thrown, String query) throws Exception {
        step = at;
        kind = thrown;
        try {
            return ErrorCodes.added(application.execute(query));
        } finally {
            step = "";
        }
    }

    private static void assertMasked(ExecutionResult result, String field) {
        assertThat(result.getErrors()).singleElement().satisfies(error -> {
            Map<String, Object> told = error.toSpecification();
            assertThat(told.get("message")).asString().startsWith("Internal error; the server's log has it under ");
            assertThat(((Map<?, ?>) told.get("extensions")).get("code")).isEqualTo("INTERNAL_ERROR");
            assertThat(told.toString()).doesNotContain("secret");
            assertThat(error.getPath()).last().isEqualTo(field);
        });
    }

    private static void at(String place) {
        if (step.equals(place)) {
            FailureTest.<RuntimeException>raise(KINDS.get(kind).get());
        }
    }

    @SuppressWarnings("unchecked") // thrown unchanged
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /**
     * Stages that appear only at run time, without a declared type, are awaited, also inside values whose type is not
     * known at deployment.
     */
    @Test
    void stagesAreAwaitedWhereverTheyComeFrom() throws Exception {
        assertReturned(CompletableFuture.completedFuture("late"), "late");
        CompletableFuture<String> later = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS).execute(() -> later.complete("later"));
        assertReturned(later, "later");
        assertReturned(Optional.of("present"), "present");
        assertReturned(Optional.empty(), null);
        assertThat(application.data("{ item { stage } }")).isEqualTo(Map.of("item", Map.of("stage", "later")));
    }

    /** A value that would never be awaited is an error, and its text is never sent. */
    @Test
    void whatCannotBeAwaitedIsRefused() throws Exception {
        Flow.Publisher<String> publisher = subscriber -> {};
        for (Object each : List.of(
                publisher,
                Optional.of(CompletableFuture.completedFuture("hidden")),
                new java.util.concurrent.FutureTask<>(() -> "never"))) {
            returned = each;
            ExecutionResult result = ErrorCodes.added(application.execute("{ ok returned }"));
            assertThat(result.<Map<String, Object>>getData())
                    .containsEntry("ok", "fine")
                    .containsEntry("returned", null);
            assertThat(result.getErrors()).hasSize(1);
        }
        returned = null;
    }

    private void assertReturned(Object value, @Nullable String expected) throws Exception {
        returned = value;
        assertThat(application.data("{ returned }")).containsEntry("returned", expected);
        returned = null;
    }

    /**
     * A commit in progress at the deadline may succeed. The client gets the deadline error and is not invited to repeat
     * the request.
     */
    @Test
    void aCommitUnderWayAtTheDeadlineIsNoBusyServer() throws Exception {
        CountDownLatch committing = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        RecordedUnitOfWork work = application.get(RecordedUnitOfWork.class);
        work.beforeEnd(() -> {
            committing.countDown();
            await(released);
        });
        CompletableFuture<ExecutionResult> answer =
                application.get(Engine.class).execute("{ blocking }");
        await(committing);
        work.beforeEnd(() -> {});
        application.pass(Duration.ofMinutes(6));
        Throwable failure = answer.handle((result, thrown) -> thrown).get(20, TimeUnit.SECONDS);
        released.countDown();
        assertThat(Failure.of(failure).code()).isEqualTo("DEADLINE_EXCEEDED");
        assertThat(Failure.of(failure).isRepeatable()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Throws when its message is read. */
    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("secret");
        }
    }

    /** Throws when its text is read; an {@link Error}. */
    private static final class MuteError extends Error {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            throw new IllegalStateException("secret");
        }
    }

    /** Throws when its cause is read. */
    private static final class Baseless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            throw new AssertionError("secret");
        }
    }

    /** Mapped to an error that cannot be read, or not mapped because the mapping throws. */
    private static final class Unmappable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String how;

        Unmappable(String how) {
            super("secret");
            this.how = how;
        }
    }

    @ApplicationScoped
    static class Mapping implements ErrorMapping {
        @Override
        public @Nullable GraphQLError map(Throwable thrown, GraphqlErrorBuilder<?> error) {
            if (!(thrown instanceof Unmappable unmappable)) {
                return null;
            }
            if (unmappable.how.equals("throws")) {
                throw new AssertionError("secret");
            }
            return new Unreadable(unmappable.how, error.message("mapped").build());
        }
    }

    private record Unreadable(String how, GraphQLError error) implements GraphQLError {
        private void refuse(String asked) {
            if (how.equals(asked)) {
                throw new AssertionError("secret");
            }
        }

        @Override
        public String getMessage() {
            refuse("message");
            return "mapped";
        }

        @Override
        public List<SourceLocation> getLocations() {
            return error.getLocations();
        }

        @Override
        public ErrorClassification getErrorType() {
            return ErrorType.DataFetchingException;
        }

        @Override
        public List<Object> getPath() {
            refuse("path");
            return error.getPath();
        }

        @Override
        public Map<String, Object> getExtensions() {
            refuse("extensions");
            return Map.of("code", "MAPPED");
        }

        @Override
        public Map<String, Object> toSpecification() {
            refuse("specification");
            return GraphQLError.super.toSpecification();
        }
    }

    /** Has a getter that fails. */
    public static class Item {
        public String getOk() {
            return "fine";
        }

        public String getGetter() {
            at("getter");
            return "fine";
        }

        public String getId() {
            at("key");
            return "1";
        }

        public CompletableFuture<String> getStage() {
            CompletableFuture<String> later = new CompletableFuture<>();
            CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS).execute(() -> later.complete("later"));
            return later;
        }
    }

    /** Has an accessor that fails. */
    public record Note(String ok, String text) {
        @Override
        public String text() {
            at("component");
            return text;
        }
    }

    @ApplicationScoped
    static class Resolvers {
        @Query
        String ok() {
            return "fine";
        }

        @Query
        String blocking() {
            at("blocking");
            return "fine";
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        String parallel() {
            at("parallel");
            return "fine";
        }

        @Query
        CompletableFuture<String> stage() {
            at("stage");
            return CompletableFuture.completedFuture("fine");
        }

        @Query
        Item item() {
            return new Item();
        }

        @Query("record")
        Note note() {
            return new Note("fine", "text");
        }

        @Query
        Object scalar() {
            return "value";
        }

        @Query
        List<String> list() {
            return new AbstractList<>() {
                @Override
                public String get(int index) {
                    at("list");
                    return "fine";
                }

                @Override
                public int size() {
                    return 1;
                }
            };
        }

        @Query
        @Nullable Object returned() {
            return returned;
        }

        @Batch("Item.batch")
        List<String> batch(List<Item> items) {
            at("batch");
            return items.stream().map(item -> "fine").toList();
        }

        @Batch(value = "Item.keyed", key = "id")
        Map<String, String> keyed(java.util.Set<String> ids) {
            return Map.of("1", "fine");
        }

        @Mutation("ok")
        String doOk() {
            return "fine";
        }

        @Mutation("stage")
        CompletableFuture<String> doStage() {
            return stage();
        }

        @Mutation("scalar")
        Object doScalar() {
            return "value";
        }

        @Mutation("item")
        Item doItem() {
            return new Item();
        }
    }

    /** A data fetcher and a scalar, wired by hand. */
    @ApplicationScoped
    static class Wired {
        void wire(@Observes RuntimeWiring.Builder wiring) {
            wiring.type(
                            "Query",
                            type -> type.dataFetcher("wired", environment -> {
                                at("wired");
                                return "fine";
                            }))
                    .scalar(GraphQLScalarType.newScalar()
                            .name("Fragile")
                            .coercing(new Fragile())
                            .build());
        }
    }

    private static final class Fragile implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            at("scalar");
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return input;
        }
    }
}
