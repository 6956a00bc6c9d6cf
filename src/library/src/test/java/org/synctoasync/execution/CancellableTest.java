package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.TestLimits;

/** Statements and threads of requests that are cut short. */
@Timeout(30)
class CancellableTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final TestLanes test = new TestLanes().limit(TestLimits.but().deadline(LIMIT));

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger cancelled = new AtomicInteger();

    @AfterEach
    void release() {
        released.countDown();
    }

    private String statement() throws Exception {
        return Lane.cancellable(
                () -> {
                    inside.countDown();
                    TestLanes.block(released);
                    throw new IllegalStateException("statement cancelled");
                },
                () -> {
                    cancelled.incrementAndGet();
                    released.countDown();
                });
    }

    /** S43: the statement that runs at the deadline is cancelled, once. */
    @Test
    void theRunningStatementIsCancelled() throws Exception {
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.call("Query.quick", false, () -> "quick"), lane.call("Query.a", false, this::statement)));
        inside.await();
        test.pass(LIMIT);
        test.lanes().tick();
        assertThat(answer.get()).containsExactly("quick", "DEADLINE");
        test.lanes().close(Duration.ofSeconds(20)); // after the statement has ended
        assertThat(cancelled).hasValue(1);
    }

    /** S43: each running statement of a parallel resolver is cancelled. */
    @Test
    void parallelStatementsAreCancelled() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.fork("Query.a", null, () -> ownStatement(all)),
                lane.fork("Query.b", null, () -> ownStatement(all)),
                lane.call("Query.c", false, () -> ownStatement(all))));
        all.await();
        test.pass(LIMIT);
        assertThat(answer.get()).containsExactly("DEADLINE", "DEADLINE", "DEADLINE");
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(cancelled).hasValue(3);
    }

    private String ownStatement(CountDownLatch all) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        return Lane.cancellable(
                () -> {
                    all.countDown();
                    TestLanes.block(end);
                    return "ended";
                },
                () -> {
                    cancelled.incrementAndGet();
                    end.countDown();
                    throw new IllegalStateException("a driver that cannot");
                });
    }

    /** S43: a statement is cancelled only while it runs, and no statement begins after the deadline. */
    @Test
    void nothingElseIsCancelled() throws Exception {
        AtomicBoolean ranLate = new AtomicBoolean();
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, () -> {
            Lane.cancellable(() -> "done", cancelled::incrementAndGet);
            inside.countDown();
            TestLanes.block(released);
            return Lane.cancellable(
                    () -> {
                        ranLate.set(true);
                        return "too late";
                    },
                    cancelled::incrementAndGet);
        }));
        inside.await();
        test.pass(LIMIT);
        released.countDown();
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(ranLate).as("a statement begun after the deadline").isFalse();
        assertThat(cancelled).hasValue(0);
    }

    /** S43: of two nested statements, the running one is cancelled, also after the inner one has returned. */
    @Test
    void anOuterStatementCanBeCancelledAfterAnInnerOne() throws Exception {
        CompletableFuture<String> answer = test.submit(lane -> lane.call(
                "Query.a",
                false,
                () -> Lane.cancellable(
                        () -> {
                            Lane.cancellable(() -> "inner", () -> cancelled.addAndGet(100));
                            inside.countDown();
                            TestLanes.block(released);
                            return "outer";
                        },
                        () -> {
                            cancelled.incrementAndGet();
                            released.countDown();
                        })));
        inside.await();
        test.pass(LIMIT);
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(cancelled).hasValue(1);
    }

    /** S43: outside a request, a statement runs without being tracked. */
    @Test
    void outsideARequestAStatementJustRuns() throws Exception {
        assertThat(Lane.<String>cancellable(() -> "row", cancelled::incrementAndGet))
                .isEqualTo("row");
        assertThat(cancelled).hasValue(0);
    }

    /** S43: if so configured, a resolver without a statement is interrupted, and its thread continues uninterrupted. */
    @Test
    void aResolverIsInterruptedIfWished() throws Exception {
        test.limit(TestLimits.but().deadline(LIMIT).interrupting());
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean left = new AtomicBoolean(true);
        test.work().beforeEnd(() -> left.set(Thread.currentThread().isInterrupted()));
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, () -> {
            inside.countDown();
            interrupted.set(isInterruptedWhileItWaits());
            return "ended";
        }));
        inside.await();
        test.pass(LIMIT);
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(interrupted).isTrue();
        assertThat(left).as("the interrupt outlives the resolver").isFalse();
    }

    private boolean isInterruptedWhileItWaits() {
        try {
            released.await();
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** S43: a parallel resolver is interrupted too, and its unit of work ends on a thread that is not interrupted. */
    @Test
    void aParallelResolverIsInterruptedIfWished() throws Exception {
        test.limit(TestLimits.but().deadline(LIMIT).interrupting());
        AtomicBoolean left = new AtomicBoolean();
        test.work()
                .beforeEnd(
                        () -> left.compareAndSet(false, Thread.currentThread().isInterrupted()));
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<String> answer = test.submit(lane -> lane.fork("Query.a", null, () -> {
            try {
                inside.countDown();
                return String.valueOf(isInterruptedWhileItWaits());
            } finally {
                ended.countDown();
            }
        }));
        inside.await();
        test.pass(LIMIT);
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        ended.await();
        test.threads().shutdown();
        assertThat(test.threads().awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(left).isFalse();
    }

    /** S43: by default no thread is interrupted. */
    @Test
    void nothingIsInterruptedByDefault() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, () -> {
            inside.countDown();
            TestLanes.block(released);
            interrupted.set(Thread.currentThread().isInterrupted());
            return "ended";
        }));
        inside.await();
        test.pass(LIMIT);
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        released.countDown();
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(interrupted).isFalse();
    }
}
