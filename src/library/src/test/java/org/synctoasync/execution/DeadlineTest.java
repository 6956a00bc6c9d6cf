package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.execution.RequestEndedException.Reason;
import org.synctoasync.testing.TestLimits;

/** Requests whose deadline passes, in every state. */
@Timeout(30)
class DeadlineTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final TestLanes test = new TestLanes().limit(TestLimits.but().lanes(1, 10).deadline(LIMIT));

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicReference<Thread> own = new AtomicReference<>();

    @AfterEach
    void release() {
        released.countDown();
    }

    private String stuck() {
        own.set(Thread.currentThread());
        inside.countDown();
        TestLanes.block(released);
        return "stuck";
    }

    /** S43: a request whose deadline passes while it waits for a lane never starts. */
    @Test
    void inLine() throws Exception {
        CompletableFuture<String> first = test.submit(lane -> lane.call("Query.stuck", false, this::stuck));
        inside.await();
        CompletableFuture<String> second = test.submit(lane -> {
            throw new AssertionError("started");
        });
        assertThat(test.lanes().waiting()).isEqualTo(1);
        test.pass(LIMIT);
        assertThatThrownBy(second::get)
                .cause()
                .isInstanceOfSatisfying(
                        RequestEndedException.class,
                        ended -> assertThat(ended.reason()).isEqualTo(Reason.DEADLINE));
        assertThat(test.lanes().waiting()).isZero();
        released.countDown();
        assertThatThrownBy(first::get).hasMessageContaining("deadline of 10000 ms");
        assertThat(test.work().events()).startsWith("begin").doesNotContain("keep");
    }

    /** S43: an idle request returns the finished fields, reports the others as errors, and rolls back. */
    @RepeatedTest(50)
    void idle() throws Exception {
        CompletableFuture<List<String>> answer = test.submit(lane -> {
            own.set(Thread.currentThread());
            CompletableFuture<String> never =
                    lane.adopt("Query.never", new CompletableFuture<String>()).toCompletableFuture();
            CompletableFuture<String> last = lane.call("Query.finished", false, () -> "finished");
            return TestLanes.fields(last.whenComplete((value, failure) -> inside.countDown()), never);
        });
        inside.await();
        test.pass(LIMIT);
        assertThat(answer.get()).containsExactly("finished", "DEADLINE");
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(test.work().events())
                .isIn(
                        List.of("begin", "drop"), // cut short before it is idle
                        List.of("begin", "drop", "begin", "drop"), // while it becomes idle
                        List.of("begin", "keep", "begin", "drop")); // while it is idle
    }

    /** S43: a request is not ended before its deadline. */
    @Test
    void notBefore() throws Exception {
        CompletableFuture<String> value = new CompletableFuture<>();
        CompletableFuture<String> answer = test.submit(lane -> lane.adopt("Query.slow", value));
        test.pass(LIMIT.minusNanos(1));
        value.complete("in time");
        assertThat(answer.get()).isEqualTo("in time");
    }

    /**
     * S43: if a resolver does not return, another thread responds. Writes are rolled back once the resolver returns.
     */
    @Test
    void insideAResolver() throws Exception {
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.call("Query.finished", false, () -> "finished"),
                lane.call("Query.stuck", false, this::stuck),
                lane.call(
                        "Query.queued",
                        false,
                        () -> test.work().inAnother(() -> {
                            throw new AssertionError("started");
                        }))));
        inside.await();
        test.pass(LIMIT);
        assertThat(answer.get()).containsExactly("finished", "DEADLINE", "DEADLINE");
        assertThat(test.work().events()).containsExactly("begin");
        assertThat(test.lanes().running()).isEqualTo(1);
        released.countDown();
        assertThat(test.lanes().close(Duration.ofSeconds(20))).isZero();
        assertThat(test.work().events()).containsExactly("begin", "drop");
    }

    /**
     * S43: the same holds if the resolver waits for a load underneath another one, and if a parallel resolver is stuck.
     */
    @Test
    void underneathAndBeside() throws Exception {
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.call("Query.waits", false, () -> lane.<String>promise().join()),
                lane.fork("Query.parallel", null, this::stuck),
                lane.fork("Query.quick", null, () -> "quick")));
        inside.await();
        test.pass(LIMIT);
        assertThat(answer.get()).startsWith("DEADLINE", "DEADLINE");
        released.countDown();
    }

    /**
     * S43: a mutation that returns just after the deadline is not reported as successful, because it was not committed.
     */
    @Test
    void whatIsNotKeptIsNotShown() throws Exception {
        AtomicReference<CompletableFuture<String>> field = new AtomicReference<>();
        CompletableFuture<String> answer = test.submit(lane -> {
            field.set(lane.call("Mutation.add", true, () -> {
                test.pass(LIMIT); // before another thread can take over, because this thread returns at once
                return "added";
            }));
            return field.get();
        });
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        assertThatThrownBy(field.get()::get).cause().isInstanceOf(RequestEndedException.class);
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(test.work().events().subList(0, 4)).containsExactly("begin", "keep", "begin", "drop");
    }

    /** S29, S43: with one transaction for the request, a complete response is discarded if the commit is cut short. */
    @Test
    void allOrNothing() {
        CompletableFuture<String> answer = test.lanes().submit(new Operation<>() {
            @Override
            public CompletionStage<String> start(Lane lane) {
                return lane.call("Mutation.add", false, () -> "added");
            }

            @Override
            public boolean keeps(String complete) {
                test.pass(LIMIT); // the response is complete, the unit of work is still open
                return true;
            }

            @Override
            public boolean isAllOrNothing() {
                return true;
            }
        });
        assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class).hasMessageContaining("deadline");
    }

    /** S43: if the commit is not finished in time, the client gets the deadline error and not the response. */
    @Test
    void whileWhatWasWrittenIsKept() throws Exception {
        test.work().beforeEnd(this::stuck);
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, () -> "complete"));
        inside.await();
        test.pass(LIMIT);
        assertThatThrownBy(answer::get).cause().isInstanceOf(RequestEndedException.class);
        released.countDown();
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(test.work().events()).containsExactly("begin", "keep");
    }

    /** S43: a continuation that waits for a value that never arrives does not delay the response. */
    @Test
    void whatGoesOnAtTheEndDoesNotWait() throws Exception {
        CompletableFuture<List<String>> answer = test.submit(lane -> {
            LaneFuture<String> one = lane.promise();
            LaneFuture<String> two = lane.promise();
            CompletableFuture<String> first = one.handle((value, failure) -> two.join());
            CompletableFuture<String> second = two.handle((value, failure) -> one.join());
            return TestLanes.fields(first, second, lane.call("Query.stuck", false, this::stuck));
        });
        inside.await();
        test.pass(LIMIT);
        assertThat(answer.get()).containsExactly("DEADLINE", "DEADLINE", "DEADLINE");
    }
}
