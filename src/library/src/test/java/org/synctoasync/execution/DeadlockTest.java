package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.TestLimits;

/** Waits that can never end are refused, and the error names the waiting fields. */
@Timeout(30)
class DeadlockTest {
    private static final Duration LONG = Duration.ofDays(1);

    @RegisterExtension
    final TestLanes test = new TestLanes();

    private final AtomicReference<Thread> own = new AtomicReference<>();

    /** S16: if only the lane could provide the value and it has no work left, the resolver fails at once. */
    @Test
    void aCertainDeadlockIsRefusedAtOnce() {
        assertThatThrownBy(() -> test.run(lane -> {
                    LaneFuture<String> never = lane.promise();
                    return lane.call("Query.waits", false, never::join);
                }))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(LaneDeadlockException.class)
                .hasMessage("Query.waits waits for a value that can come only after Query.waits has returned."
                        + " Return the stage instead");
    }

    /** S16: if two resolvers wait for each other's value on the lane, both fail at once, and both are named. */
    @Test
    void bothFieldsAreNamedAtOnce() throws Exception {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        List<String> seen = test.run(lane -> {
            LaneFuture<String> a = lane.promise();
            LaneFuture<String> b = lane.promise();
            CompletableFuture<String> first = lane.call("Book.author", false, b::join);
            CompletableFuture<String> second = lane.call("Author.book", false, a::join);
            b.follow(second.whenComplete((value, failure) -> refusal.set(failure)));
            a.follow(first);
            return TestLanes.fields(first, second);
        });
        assertThat(seen).containsExactly("LaneDeadlockException", "LaneDeadlockException");
        assertThat(refusal.get()).hasMessageContaining("Author.book and Book.author has returned");
    }

    /** S16: if another thread could provide the value, the watchdog ends a mutual wait after its time. */
    @Test
    void theWatchdogEndsAMutualWait() throws Exception {
        test.limit(TestLimits.but().deadline(LONG).watchdog(Duration.ofSeconds(30)));
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        CompletableFuture<String> last = new CompletableFuture<>();
        CompletableFuture<String> answer = mutualWait(refusal, last);
        TestLanes.awaitIdle(own.get());
        test.pass(Duration.ofSeconds(30));
        TestLanes.awaitIdle(own.get());
        assertThat(answer).isNotDone();
        test.pass(Duration.ofMillis(1));
        while (refusal.get() == null) {
            Thread.yield();
        }
        TestLanes.awaitIdle(own.get()); // the next wait is not affected
        last.complete("answered");
        assertThat(answer.get()).isEqualTo("answered");
        assertThat(refusal.get())
                .isInstanceOf(LaneDeadlockException.class)
                .hasMessageContaining(
                        "Author.book and, underneath it on the same thread, Book.author have waited for" + " 30000 ms");
    }

    private CompletableFuture<String> mutualWait(AtomicReference<Throwable> refusal, CompletableFuture<String> last)
            throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> answer = test.submit(lane -> {
            own.set(Thread.currentThread());
            CompletableFuture<String> a = new CompletableFuture<>();
            CompletableFuture<String> b = new CompletableFuture<>();
            var first = lane.call("Book.author", false, () -> {
                Lane.await(b);
                return a.complete("a");
            });
            var second = lane.call("Author.book", false, () -> {
                waiting.countDown();
                return Lane.await(a);
            });
            return TestLanes.fields(first, second.whenComplete((value, failure) -> {
                        refusal.set(failure);
                        b.complete("b");
                    }))
                    .thenCombine(lane.adopt("Query.last", last), (done, value) -> value);
        });
        waiting.await();
        return answer;
    }

    /** S16: the watchdog checks only nested waits. A resolver that waits alone may wait until the deadline. */
    @Test
    void oneThatWaitsAloneIsNotWatched() throws Exception {
        test.limit(TestLimits.but().deadline(LONG).watchdog(Duration.ofSeconds(30)));
        CompletableFuture<String> foreign = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.waits", false, () -> {
            own.set(Thread.currentThread());
            waiting.countDown();
            return Lane.await(foreign);
        }));
        waiting.await();
        TestLanes.awaitIdle(own.get());
        test.pass(Duration.ofHours(1));
        foreign.complete("late but there");
        assertThat(answer.get()).isEqualTo("late but there");
    }

    /** S16: any progress restarts the watchdog's time, even if it happens just when the time is over. */
    @RepeatedTest(100)
    void somethingThatHappensBeginsTheTimeAnew() throws Exception {
        test.limit(TestLimits.but().deadline(LONG).watchdog(Duration.ofSeconds(30)));
        CompletableFuture<String> one = new CompletableFuture<>();
        CompletableFuture<String> two = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<String> answer = test.submit(lane -> {
            own.set(Thread.currentThread());
            CompletableFuture<String> outer = lane.call("Query.outer", false, () -> Lane.await(two));
            CompletableFuture<String> inner = lane.call("Query.inner", false, () -> {
                waiting.countDown();
                return Lane.await(one);
            });
            return TestLanes.fields(outer, inner).thenApply(fields -> String.join(" ", fields));
        });
        waiting.await();
        one.complete("one");
        test.pass(Duration.ofSeconds(31));
        two.complete("two");
        assertThat(answer.get()).isIn("two one", "two LaneDeadlockException");
    }

    /** S16: waiting for a value that a parallel task's own thread will provide is not a deadlock. */
    @RepeatedTest(200)
    void aValueThatGoesOnElsewhereIsNoDeadlock() throws Exception {
        String seen = test.run(lane -> {
            LaneFuture<String> promise = lane.promise();
            LaneFuture<String> load = lane.promise();
            promise.follow(lane.fork(
                    "Query.parallel",
                    null,
                    () -> load.thenApplyAsync(value -> value + " elsewhere", test.threads())
                            .join()));
            CompletableFuture<String> waits = lane.call("Query.waits", false, promise::join);
            load.follow(lane.fork("Query.load", null, () -> "loaded"));
            return waits;
        });
        assertThat(seen).isEqualTo("loaded elsewhere");
    }

    /**
     * S17: waiting inside the resolver's own transaction is refused, because the awaited work could not run in the
     * request's transaction.
     */
    @Test
    void waitingInsideATransactionOfItsOwnIsRefused() {
        assertThatThrownBy(() -> test.run(lane -> {
                    LaneFuture<String> value = lane.promise();
                    CompletableFuture<String> waits =
                            lane.call("Query.waits", false, () -> test.work().inAnother(value::join));
                    value.follow(lane.call("Query.brings", false, () -> "value"));
                    return waits;
                }))
                .cause()
                .isInstanceOf(LaneDeadlockException.class)
                .hasMessageContaining("Query.waits waits inside a transaction of its own");
    }
}
