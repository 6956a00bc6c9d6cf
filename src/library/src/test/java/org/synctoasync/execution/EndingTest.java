package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.execution.RequestEndedException.Reason;
import org.synctoasync.testing.TestLimits;

/** The end of requests (completed, cancelled, shut down) and work that arrives after it. */
@Timeout(30)
class EndingTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);

    @RegisterExtension
    final TestLanes test = new TestLanes();

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    private String stuck() {
        inside.countDown();
        TestLanes.block(released);
        return "ended";
    }

    /** S18: every call of a stray thread on a request that has ended fails at once, and the error gives the reason. */
    @Test
    void lateWorkOfAStrayThreadFailsAtOnce() throws Exception {
        Lane ended = test.run(CompletableFuture::completedFuture);
        Future<?> stray = test.threads().submit(() -> {
            assertThatThrownBy(() -> ended.execute(() -> {})).isInstanceOf(RequestEndedException.class);
            List.of(
                            ended.call("Query.late", () -> "late"),
                            ended.fork("Query.late", null, () -> "late"),
                            ended.promise(),
                            ended.adopt("Query.late", CompletableFuture.completedFuture("late"))
                                    .toCompletableFuture())
                    .forEach(late -> assertThat(late)
                            .failsWithin(Duration.ZERO)
                            .withThrowableOfType(ExecutionException.class)
                            .withMessageContaining("This request has ended; its lane takes no more work"));
        });
        stray.get();
        assertThat(test.lanes().counts()).isEqualTo(new Lanes.Counts(1, 0, 0));
    }

    /** S18: all calls of a parallel task that outlives its request fail with the same error. */
    @Test
    void aParallelTaskMayOutliveItsRequest() throws Exception {
        CompletableFuture<List<Throwable>> seen = new CompletableFuture<>();
        CompletableFuture<String> answer = test.submit(lane -> {
            LaneFuture<String> promise = lane.promise();
            lane.fork("Query.outlives", null, () -> {
                stuck();
                return seen.complete(List.of(
                        failure(promise::join),
                        failure(() -> lane.promise().join()),
                        failure(() -> Lane.await(new CompletableFuture<>())),
                        failure(() -> Lane.cancellable(() -> "row", () -> {})),
                        failure(() -> test.submit(inner -> CompletableFuture.completedFuture("inner")))));
            });
            return lane.call("Query.a", false, () -> {
                inside.await();
                return "answered";
            });
        });
        assertThat(answer.get()).isEqualTo("answered");
        released.countDown();
        assertThat(seen.get().subList(0, 3)).hasOnlyElementsOfType(RequestEndedException.class);
        assertThat(seen.get().get(4)).isInstanceOf(RequestEndedException.class);
    }

    private static Throwable failure(java.util.concurrent.Callable<?> task) {
        Throwable failure = Outcome.of(task).failure();
        return failure == null ? new AssertionError("no failure") : failure;
    }

    /** S07: continuations of a response do not belong to its request, and may start another one. */
    @Test
    void oneRequestMayFollowAnother() throws Exception {
        test.limit(TestLimits.but().lanes(1, 1));
        CompletableFuture<String> both = test.submit(lane -> lane.call("Query.a", false, () -> "one"))
                .thenCompose(one -> test.submit(lane -> lane.call("Query.a", false, () -> one + " two")));
        assertThat(both.get()).isEqualTo("one two");
        assertThat(test.lanes().counts().lanes()).isEqualTo(2);
        Lane after = test.submit(CompletableFuture::completedFuture)
                .thenApply(lane -> Lane.current())
                .get();
        assertThat(after).isNull();
    }

    /** S44: cancelling the response ends the request, its statement, its queue and its unit of work. */
    @Test
    void aCancelledRequestEnds() throws Exception {
        AtomicReference<CompletableFuture<String>> field = new AtomicReference<>();
        CompletableFuture<String> answer = test.submit(lane -> {
            CompletableFuture<String> first =
                    lane.call("Query.a", false, () -> Lane.cancellable(this::stuck, released::countDown));
            field.set(lane.call("Query.queued", false, () -> {
                throw new AssertionError("started");
            }));
            return first.thenCombine(field.get(), String::concat);
        });
        inside.await();
        assertThat(answer.cancel(true)).isTrue();
        test.lanes().tick();
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(reason(field.get())).isEqualTo(Reason.CANCELLED);
        assertThat(test.work().events()).containsExactly("begin", "drop");
    }

    /** S44: a cancelled request that waits for a lane is removed from the queue. */
    @Test
    void aCancelledRequestLeavesTheLine() throws Exception {
        test.limit(TestLimits.but().lanes(1, 1));
        CompletableFuture<String> first = test.submit(lane -> lane.call("Query.a", false, this::stuck));
        inside.await();
        CompletableFuture<String> second = test.submit(lane -> {
            throw new AssertionError("started");
        });
        second.cancel(true);
        test.lanes().tick();
        assertThat(test.lanes().waiting()).isZero();
        released.countDown();
        assertThat(first.get()).isEqualTo("ended");
    }

    /** S45: closing lets running requests finish and accepts no new ones. */
    @Test
    void closingWaitsForRunningRequests() throws Exception {
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, this::stuck));
        inside.await();
        Future<Integer> left = test.threads().submit(() -> test.lanes().close(LONG));
        CompletableFuture<String> refused = new CompletableFuture<>();
        while (!refused.isDone()) { // until the other thread has begun to close
            refused = refusedOrStarted();
        }
        released.countDown();
        assertThat(answer.get()).isEqualTo("ended");
        assertThat(left.get()).isZero();
        assertThat(reason(refused)).isEqualTo(Reason.SHUTDOWN);
        assertThat(test.work().events()).doesNotContain("drop");
    }

    private CompletableFuture<String> refusedOrStarted() throws Exception {
        try {
            test.run(lane -> CompletableFuture.completedFuture("started"));
            return new CompletableFuture<>();
        } catch (RejectedExecutionException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    /** S45: after the grace period, running statements are cancelled and waiting requests never start. */
    @Test
    void closingEndsWhatDoesNotFinish() throws Exception {
        test.limit(TestLimits.but().lanes(1, 10));
        CompletableFuture<String> running = test.submit(
                lane -> lane.call("Query.a", false, () -> Lane.cancellable(this::stuck, released::countDown)));
        inside.await();
        CompletableFuture<String> waiting = test.submit(lane -> {
            throw new AssertionError("started");
        });
        assertThat(test.lanes().close(SOON)).isBetween(0, 1); // the thread may need longer to return
        assertThat(reason(running)).isEqualTo(Reason.SHUTDOWN);
        assertThat(reason(waiting)).isEqualTo(Reason.SHUTDOWN);
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(test.work().events()).containsExactly("begin", "drop");
    }

    /** S45: closing reports the requests that could not be ended. */
    @Test
    void closingTellsWhatItCouldNotEnd() throws Exception {
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, this::stuck));
        inside.await();
        assertThat(test.lanes().close(SOON)).isEqualTo(1);
        assertThat(reason(answer)).isEqualTo(Reason.SHUTDOWN);
        released.countDown();
        assertThat(test.lanes().close(LONG)).isZero();
    }

    /** S45: closing also waits for a parallel task that has outlived its request. */
    @Test
    void closingWaitsForParallelTasks() throws Exception {
        CompletableFuture<String> answer = test.submit(lane -> {
            lane.fork("Query.outlives", null, this::stuck);
            return lane.call("Query.a", false, () -> {
                inside.await();
                return "answered";
            });
        });
        assertThat(answer.get()).isEqualTo("answered");
        assertThat(test.lanes().close(SOON)).isEqualTo(1);
        released.countDown();
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(test.work().open()).isZero();
    }

    /** S45, S47: an observer that fails does not keep a request open. */
    @Test
    void anObserverThatFailsHoldsUpNothing() throws Exception {
        test.lanes().observe(statistics -> {
            throw new IllegalStateException("observer");
        });
        String answer = test.run(lane -> lane.call("Query.a", false, () -> "a"));
        assertThat(answer).isEqualTo("a");
        assertThat(test.lanes().close(LONG)).isZero();
    }

    private static Reason reason(CompletableFuture<?> ended) {
        RequestEndedException failure =
                (RequestEndedException) Outcome.of(ended::join).failure();
        return failure.reason();
    }
}
