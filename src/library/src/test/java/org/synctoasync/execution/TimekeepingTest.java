package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.TestLimits;

/** S49: the clock's thread waits for no driver, no lock and no other thread. */
@Timeout(30)
class TimekeepingTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @RegisterExtension
    final TestLanes test = new TestLanes().limit(TestLimits.but().lanes(4, 10).deadline(LIMIT));

    private final CountDownLatch inside = new CountDownLatch(4);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    private String stuck() {
        inside.countDown();
        TestLanes.block(released);
        return "stuck";
    }

    /** S49: a driver that blocks while it cancels delays neither the tick nor any response. */
    @Test
    void aDriverThatDoesNotCancelHoldsUpNobody() throws Exception {
        List<CompletableFuture<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(test.submit(lane -> TestLanes.fields(
                    lane.call("Query.a", false, () -> "finished"),
                    lane.call(
                            "Query.b", false, () -> Lane.cancellable(this::stuck, () -> TestLanes.block(released))))));
        }
        inside.await();
        test.pass(LIMIT);
        for (CompletableFuture<List<String>> answer : answers) {
            assertThat(answer.get()).containsExactly("finished", "DEADLINE");
        }
        assertThat(test.lanes().overdue()).isEqualTo(4);
        assertThat(test.lanes().stuck())
                .as("stuck, though the database holds them")
                .isZero();
    }

    /** S44: cancellations run in parallel, so that many disconnecting clients do not wait for each other. */
    @Test
    void cancellationsRunSideBySide() throws Exception {
        CyclicBarrier all = new CyclicBarrier(4);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CountDownLatch end = new CountDownLatch(1);
            answers.add(test.submit(lane -> lane.call(
                    "Query.a",
                    false,
                    () -> Lane.cancellable(
                            () -> {
                                inside.countDown();
                                TestLanes.block(end);
                                return "cancelled";
                            },
                            () -> {
                                Outcome.of(all::await);
                                end.countDown();
                            }))));
        }
        inside.await();
        answers.forEach(answer -> answer.cancel(true));
        test.lanes().tick();
        assertThat(test.lanes().close(Duration.ofSeconds(20))).isZero();
    }

    /** S43: the worker waits for a cancellation in progress: a late one would hit the connection's next statement. */
    @Test
    void aStatementDoesNotReturnWhileItIsCancelled() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean executed = new AtomicBoolean();
        CompletableFuture<Boolean> returnedMeanwhile = new CompletableFuture<>();
        AtomicBoolean returned = new AtomicBoolean();
        CompletableFuture<String> answer = test.submit(lane -> lane.call("Query.a", false, () -> {
            Thread statement = Thread.currentThread();
            Lane.cancellable(
                    () -> {
                        inside.countDown();
                        TestLanes.block(end);
                        executed.set(true);
                        return "row";
                    },
                    () -> {
                        end.countDown();
                        while (!executed.get()) {
                            Thread.yield();
                        }
                        TestLanes.awaitIdle(statement);
                        returnedMeanwhile.complete(returned.get());
                        TestLanes.block(released);
                    });
            returned.set(true);
            return "returned";
        }));
        while (inside.getCount() > 3) {
            Thread.yield();
        }
        test.pass(LIMIT);
        assertThat(returnedMeanwhile.get()).isFalse();
        assertThat(Outcome.of(answer::get).failure()).hasRootCauseInstanceOf(RequestEndedException.class);
        assertThat(test.lanes().running()).isEqualTo(1);
        released.countDown();
        assertThat(test.lanes().close(Duration.ofSeconds(20))).isZero();
    }

    /**
     * S49: if a waiting getter holds the engine's lock, the deadline produces a response without the finished fields.
     */
    @Test
    void aGetterThatWaitsInsideTheEngineIsAnsweredFor() throws Exception {
        CompletableFuture<String> answer = test.submit(lane -> {
            stuck();
            return CompletableFuture.completedFuture("late");
        });
        while (inside.getCount() > 3) {
            Thread.yield();
        }
        test.pass(LIMIT);
        assertThat(answer).isNotDone();
        test.pass(Duration.ofMillis(100));
        assertThat(Outcome.of(answer::get).failure()).hasRootCauseInstanceOf(RequestEndedException.class);
    }

    /** S49: continuations of a response, such as an application's listener, do not run on the clock's thread. */
    @Test
    void whatFollowsAnAnswerRunsElsewhere() throws Exception {
        List<Thread> threads = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) { // four run, two wait
            all.add(test.submit(lane -> lane.call("Query.stuck", false, this::stuck))
                    .handle((value, failure) -> threads.add(Thread.currentThread())));
        }
        inside.await();
        test.pass(LIMIT);
        for (CompletableFuture<?> each : all) {
            each.get();
        }
        assertThat(threads).hasSize(6).doesNotContain(Thread.currentThread());
    }

    /** S49: responses at the deadline need no thread that requests can use; here the requests use all of theirs. */
    @Test
    void answersNeedNoThreadOfTheLanes() throws Exception {
        ExecutorService four = Executors.newFixedThreadPool(4);
        Lanes lanes = test.on(four).lanes();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(lanes.submit(lane -> lane.call("Query.stuck", false, this::stuck)));
        }
        inside.await();
        test.pass(LIMIT);
        for (CompletableFuture<String> answer : answers) {
            assertThat(Outcome.of(answer::get).failure()).hasRootCauseInstanceOf(RequestEndedException.class);
        }
        released.countDown();
        assertThat(lanes.close(Duration.ofSeconds(20))).isZero();
        four.shutdown();
        assertThat(four.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** S49: a failed look at the clock is repeated, and a task that blocks delays no look. */
    @Test
    void aLookThatFailsIsTakenAgain() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(3);
        try (Timekeeper timekeeper = new Timekeeper(Thread::new, Runnable::run, 1)) {
            timekeeper.every(Duration.ofMillis(1), () -> {
                timekeeper.reserve().beside().execute(() -> TestLanes.block(released));
                enough.countDown();
                throw new AssertionError("look " + looks.incrementAndGet());
            });
            enough.await();
            CompletableFuture<String> answered = new CompletableFuture<>();
            timekeeper.reserve().answers().execute(() -> answered.complete("in time"));
            assertThat(answered.get()).isEqualTo("in time");
            released.countDown();
        }
    }
}
