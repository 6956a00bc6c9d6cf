package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.TestLimits;

/** Repeated races between two threads. Whichever is first, the outcome is one of those allowed. */
@Timeout(60)
class RaceTest {
    private static final int ROUNDS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(20);

    @RegisterExtension
    final TestLanes test = new TestLanes();

    private final Race race = new Race(test.threads());

    @BeforeEach
    void beginAnew() {
        test.limit(TestLimits.but().deadline(LIMIT));
    }

    private void ended() {
        try {
            assertThat(test.lanes().close(LONG)).isZero();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(test.work().open()).isZero();
        beginAnew();
    }

    /** S18: work that arrives just as the request ends is executed or fails; no caller is left waiting for it. */
    @RepeatedTest(ROUNDS)
    void lateWorkAgainstTheEnd() throws Exception {
        CompletableFuture<String> value = new CompletableFuture<>();
        CompletableFuture<Lane> started = new CompletableFuture<>();
        CompletableFuture<String> late = new CompletableFuture<>();
        CompletableFuture<String> answer = test.submit(lane -> {
            started.complete(lane);
            return lane.adopt("Query.a", value);
        });
        Lane lane = started.get();
        race.run(() -> value.complete("answered"), () -> {
            LaneFuture<String> promise = lane.promise();
            promise.whenComplete((done, failure) -> late.complete(failure == null ? done : "ended"));
            try {
                lane.execute(() -> promise.complete("done"));
            } catch (RequestEndedException ended) {
                assertThat(late.join()).isEqualTo("ended"); // it fails just after the queue is closed
            }
        });
        assertThat(answer.get()).isEqualTo("answered");
        assertThat(late.get()).isIn("done", "ended");
    }

    /**
     * S43, S29: a response that completes just at the deadline is returned or not. With one transaction for the
     * request, a returned response is committed.
     */
    @RepeatedTest(ROUNDS)
    void theDeadlineAgainstTheAnswer() {
        CompletableFuture<String> value = new CompletableFuture<>();
        CompletableFuture<String> answer = test.lanes().submit(new Operation<>() {
            @Override
            public CompletionStage<String> start(Lane lane) {
                return lane.adopt("Query.a", value);
            }

            @Override
            public boolean isAllOrNothing() {
                return true;
            }
        });
        race.run(() -> value.complete("answered"), () -> test.pass(LIMIT));
        Outcome<String> outcome = Outcome.of(answer::join);
        ended();
        if (outcome.failure() == null) {
            assertThat(test.work().events()).containsExactly("begin", "keep");
        } else {
            assertThat(outcome.failure()).isInstanceOf(RequestEndedException.class);
        }
    }

    /** S43: fields that finish before the deadline are in the response, whichever thread makes it. */
    @RepeatedTest(ROUNDS)
    void theDeadlineAgainstAnIdleLane() throws Exception {
        CountDownLatch finished = new CountDownLatch(1);
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.call("Query.a", false, () -> "finished").whenComplete((value, failure) -> finished.countDown()),
                lane.adopt("Query.never", new CompletableFuture<String>()).toCompletableFuture()));
        finished.await();
        race.run(() -> test.pass(LIMIT), () -> test.lanes().tick());
        assertThat(answer.get()).containsExactly("finished", "DEADLINE");
        ended();
    }

    /**
     * S43: a parallel resolver that returns just at the deadline has its value or the deadline as its result, and all
     * resources are released.
     */
    @RepeatedTest(ROUNDS)
    void theDeadlineAgainstAParallelResult() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(lane.fork("Query.b", null, () -> {
            inside.countDown();
            released.await();
            return "value";
        })));
        inside.await();
        race.run(released::countDown, () -> test.pass(LIMIT));
        assertThat(Outcome.of(answer::join).value()).isIn(List.of("value"), List.of("DEADLINE"), null);
        ended();
    }

    /** S17: a resolver sees a value that another thread provides just as it begins to wait, on every kind of thread. */
    @RepeatedTest(ROUNDS)
    void aValueAgainstTheWaitForIt() throws Exception {
        CompletableFuture<String> foreign = new CompletableFuture<>();
        CompletableFuture<LaneFuture<String>> promised = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(3);
        CompletableFuture<List<String>> answer = test.submit(lane -> {
            LaneFuture<String> promise = lane.promise();
            CompletableFuture<String> derived = promise.thenApply(value -> value);
            promised.complete(promise);
            return TestLanes.fields(
                    lane.call("Query.a", false, () -> waited(waiting, derived)),
                    lane.call("Query.b", false, () -> waited(waiting, foreign)),
                    lane.fork("Query.c", null, () -> waited(waiting, derived)));
        });
        LaneFuture<String> promise = promised.get();
        race.run(() -> promise.complete("promised"), () -> foreign.complete("foreign"));
        assertThat(answer.get()).containsExactly("promised", "foreign", "promised");
    }

    /** S17: the resolver also sees this value if nothing else happens. */
    @RepeatedTest(ROUNDS)
    void theOnlyValueAgainstTheWaitForIt() throws Exception {
        CompletableFuture<LaneFuture<String>> promised = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> answer = test.submit(lane -> {
            LaneFuture<String> promise = lane.promise();
            CompletableFuture<String> derived = promise.thenApply(value -> value);
            promised.complete(promise);
            return lane.call("Query.a", false, () -> waited(waiting, derived));
        });
        LaneFuture<String> promise = promised.get();
        race.run(waiting::countDown, () -> promise.complete("promised"));
        assertThat(answer.get()).isEqualTo("promised");
    }

    /**
     * S39: if many threads continue values at once, the count of pending work stays correct, and the last load is sent.
     */
    @RepeatedTest(ROUNDS)
    void valuesElsewhereAgainstEachOther() throws Exception {
        TestLoader loader = new TestLoader();
        List<String> seen = test.run(
                lane -> {
                    loader.use(lane);
                    CompletableFuture<?>[] all = new CompletableFuture<?>[40];
                    for (int i = 0; i < all.length; i++) {
                        all[i] = lane.fork(
                                "Query.b",
                                null,
                                () -> loader.load(1)
                                        .thenApplyAsync(value -> value, test.threads())
                                        .join());
                    }
                    return TestLanes.fields(CompletableFuture.allOf(all).thenCompose(done -> loader.load(2)));
                },
                loader::dispatch);
        assertThat(seen).containsExactly("2");
    }

    private static String waited(CountDownLatch waiting, CompletableFuture<String> value) {
        waiting.countDown();
        return value instanceof LaneFuture ? value.join() : Lane.await(value);
    }

    /** S43: a statement that ends just at the deadline is not cancelled after {@code cancellable} returns. */
    @RepeatedTest(ROUNDS)
    void cancellingAgainstTheEndOfTheStatement() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, () -> {
            String row = Lane.cancellable(
                    () -> {
                        inside.countDown();
                        TestLanes.block(released);
                        return "row";
                    },
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            Thread.yield();
                        }
                        late.compareAndSet(false, returned.get());
                    });
            returned.set(true);
            return row;
        }));
        inside.await();
        race.run(released::countDown, () -> test.pass(LIMIT));
        Outcome<String> outcome = Outcome.of(answer::join);
        assertThat(outcome.failure() == null || outcome.failure() instanceof RequestEndedException)
                .isTrue();
        ended();
        assertThat(late).as("cancelled after its return").isFalse();
    }

    /** S43: a thread is interrupted inside its resolver or not at all. */
    @RepeatedTest(ROUNDS)
    void interruptingAgainstTheEndOfTheResolver() throws Exception {
        test.limit(TestLimits.but().deadline(LIMIT).interrupting());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        test.work()
                .beforeEnd(
                        () -> left.compareAndSet(false, Thread.currentThread().isInterrupted()));
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.call("Query.a", false, () -> {
                    inside.countDown();
                    TestLanes.block(released);
                    return "value";
                }),
                lane.fork("Query.b", null, () -> {
                    TestLanes.block(released);
                    return "value";
                })));
        inside.await();
        race.run(released::countDown, () -> test.pass(LIMIT));
        assertThat(Outcome.of(answer::join).value()).isNotEqualTo(List.of());
        ended();
        assertThat(left).as("a unit of work ended on an interrupted thread").isFalse();
    }
}
