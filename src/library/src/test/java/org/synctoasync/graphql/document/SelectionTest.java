package org.synctoasync.graphql.document;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RequestContext;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.testing.Answers;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.UnclearSelection;

/**
 * S48: the operation that a request selects is decided once, and a request that selects no operation is a request
 * error.
 */
@Timeout(60)
class SelectionTest {
    private static final String SCHEMA = """
            type Query { ok: Int many(first: Int!): [Int!] }
            type Mutation { write: Int }
            type Subscription { events: Int }
            """;

    private static final String[] OPERATIONS = {"mutation{write}", "query{many(first:99999)}", "subscription{events}"};

    private final LocalApplication application =
            LocalApplication.with(Counted.class).deploy(SCHEMA);
    private final Engine engine = application.get(Engine.class);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** The entry points of the engine. */
    enum Entrance {
        PROGRAM {
            @Override
            CompletableFuture<ExecutionResult> execute(Engine engine, ExecutionInput input, RequestContext origin) {
                return engine.execute(input);
            }
        },
        WHOLE {
            @Override
            CompletableFuture<ExecutionResult> execute(Engine engine, ExecutionInput input, RequestContext origin) {
                return engine.execute(engine.prepare(input), origin);
            }
        },
        PARTS {
            @Override
            CompletableFuture<ExecutionResult> execute(Engine engine, ExecutionInput input, RequestContext origin) {
                return engine.executeInParts(engine.prepare(input), origin);
            }
        },
        ARRAY {
            @Override
            CompletableFuture<ExecutionResult> execute(Engine engine, ExecutionInput input, RequestContext origin) {
                List<PreparedOperation> operations = Stream.of(input, input("{ __typename }", null), input)
                        .map(engine::prepare)
                        .toList();
                return engine.executeTogether(operations, origin).get(2);
            }
        };

        abstract CompletableFuture<ExecutionResult> execute(Engine engine, ExecutionInput input, RequestContext origin);
    }

    /** S48: nothing is executed, and no lane is opened. */
    @ParameterizedTest
    @EnumSource
    void anUnclearSelectionIsARequestError(Entrance entrance) throws Exception {
        for (UnclearSelection each : UnclearSelection.of("{ok}", OPERATIONS)) {
            ExecutionResult answer = execute(entrance, each.document(), each.name());
            assertThat(answer.isDataPresent()).as(each.toString()).isFalse();
            assertThat(ErrorCodes.added(answer).getErrors())
                    .as(each.toString())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(ErrorCodes.of(error))
                            .isIn(ErrorCodes.NO_OPERATION, ErrorCodes.VALIDATION_FAILED));
        }
        assertThat(application.get(Counted.class).calls()).isZero();
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(0, 0, 0));
    }

    /** S48: valid documents get the code of an unclear selection. */
    @Test
    void anUnclearSelectionSaysSo() throws Exception {
        String two = "mutation B{write} query A{ok}";
        assertThat(messages(two, ""))
                .containsExactly("The document has several operations; 'operationName' must name one of them");
        assertThat(messages(two, null)).isEqualTo(messages(two, ""));
        assertThat(messages(two, "C")).containsExactly("The document has no operation of the name in 'operationName'");
        assertThat(messages("{ok}", "C")).isEqualTo(messages(two, "C"));
    }

    /** S48: an empty name counts as absent, and selects the only operation. */
    @ParameterizedTest
    @EnumSource
    void anEmptyNameIsAbsent(Entrance entrance) throws Exception {
        for (String document : List.of("{ok}", "query A{ok}")) {
            for (String name : new String[] {null, ""}) {
                assertThat(execute(entrance, document, name).getData().toString())
                        .isEqualTo("{ok=1}");
            }
        }
        assertThat(execute(entrance, "mutation B{write} query A{ok}", "A")
                        .getData()
                        .toString())
                .isEqualTo("{ok=1}");
    }

    /** S48: each event of a subscription executes the selected operation. */
    @Test
    void anEventIsTheSelectedOperation() throws Exception {
        ExecutionResult subscribed =
                execute(Entrance.WHOLE, "mutation B{write} subscription A{a:events} subscription C{c:events}", "A");
        Answers answers = new Answers();
        Publisher<ExecutionResult> events = subscribed.getData();
        events.subscribe(answers);
        assertThat(answers.next().getData().toString()).isEqualTo("{a=7}");
    }

    /** S48: a subscription in an array that the program passes gets its source, and no lane. */
    @Test
    void aSubscriptionAmongOthersIsSubscribed() throws Exception {
        List<PreparedOperation> operations = Stream.of("{ok}", "subscription{events}", "{ok}")
                .map(document -> engine.prepare(input(document, null)))
                .toList();
        List<CompletableFuture<ExecutionResult>> answers = engine.executeTogether(operations, origin());
        assertThat(answers.get(1).get(20, TimeUnit.SECONDS).<Object>getData()).isInstanceOf(Publisher.class);
        assertThat(answers.get(2).get(20, TimeUnit.SECONDS).getData().toString())
                .isEqualTo("{ok=1}");
    }

    private List<String> messages(String document, @Nullable String name) throws Exception {
        return execute(Entrance.WHOLE, document, name).getErrors().stream()
                .peek(error -> assertThat(ErrorCodes.of(error)).isEqualTo(ErrorCodes.NO_OPERATION))
                .map(error -> error.getMessage())
                .toList();
    }

    private ExecutionResult execute(Entrance entrance, String document, @Nullable String name) throws Exception {
        return entrance.execute(engine, input(document, name), origin()).get(20, TimeUnit.SECONDS);
    }

    private RequestContext origin() {
        return application.get(Lanes.class).origin();
    }

    private static ExecutionInput input(String document, @Nullable String name) {
        return ExecutionInput.newExecutionInput(document)
                .operationName(name)
                .dataLoaderRegistry(new DataLoaderRegistry())
                .build();
    }

    /** Counts every call. */
    @ApplicationScoped
    static class Counted {
        private final AtomicInteger calls = new AtomicInteger();

        int calls() {
            return calls.get();
        }

        @Query
        int ok() {
            calls.incrementAndGet();
            return 1;
        }

        @Query
        List<Integer> many(int first) {
            calls.incrementAndGet();
            return List.of();
        }

        @Mutation
        int write() {
            return calls.incrementAndGet();
        }

        @Subscription
        Publisher<Integer> events() {
            calls.incrementAndGet();
            return subscriber -> subscriber.onSubscribe(new org.reactivestreams.Subscription() {
                @Override
                public void request(long count) {
                    subscriber.onNext(7);
                }

                @Override
                public void cancel() {}
            });
        }
    }
}
