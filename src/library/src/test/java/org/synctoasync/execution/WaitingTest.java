package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.testing.TestLimits;

/** Resolvers that wait for values that their lane will provide. */
@Timeout(30)
class WaitingTest {
    @RegisterExtension
    final TestLanes test = new TestLanes();

    private final TestLoader loader = new TestLoader();

    /** S17: 200 resolvers that each block on a load result in one batch. */
    @Test
    void blockingOnALoaderBatches() throws Exception {
        assertThat(sumOfBlockingLoads(200)).isEqualTo(200 * 199 / 2);
        assertThat(loader.batches()).containsExactly(200);
    }

    /**
     * S17: 5,000 blocking resolvers do not overflow the stack: at each depth of {@code waitDepth} the gathered loads
     * are sent.
     */
    @Test
    void theDepthOfWaitingIsBounded() throws Exception {
        test.limit(TestLimits.but().waitDepth(256));
        assertThat(sumOfBlockingLoads(5000)).isEqualTo(5000 * 4999 / 2);
        assertThat(loader.batches()).hasSize(20).startsWith(256, 256).endsWith(5000 - 19 * 256);
    }

    /** S17: resolvers may also wait with {@code get}, for stages derived from a load, and for many loads at once. */
    @Test
    void allWaysOfWaitingBatch() throws Exception {
        List<String> seen = run(lane -> TestLanes.fields(
                lane.call("Query.a", false, () -> loader.load(1).get()),
                lane.call(
                        "Query.b",
                        false,
                        () -> loader.load(2).thenApply(value -> value + "!").join()),
                lane.call(
                        "Query.c",
                        false,
                        () -> Lane.await(CompletableFuture.allOf(loader.load(3), loader.load(4))) == null)));
        assertThat(seen).containsExactly("1", "2!", "true");
        assertThat(loader.batches()).containsExactly(4);
    }

    /** S17: a parallel resolver that waits for a load does not prevent its dispatch. */
    @RepeatedTest(50)
    void aParallelTaskMayWaitForALoad() throws Exception {
        List<String> seen = run(lane -> TestLanes.fields(
                lane.fork("Query.a", null, () -> loader.load(1).join()),
                lane.fork(
                        "Query.b",
                        null,
                        () -> loader.load(2).thenApply(value -> value + "!").join()),
                lane.fork("Query.c", null, () -> Lane.await(loader.load(3)))));
        assertThat(seen).containsExactly("1", "2!", "3");
        assertThat(loader.batches()).containsExactly(3);
    }

    /** S39: a parallel resolver may wait for several loads at once through {@link Lane#await}. */
    @RepeatedTest(50)
    void aParallelTaskMayAwaitSeveralLoads() throws Exception {
        List<String> seen = run(lane -> TestLanes.fields(lane.fork("Query.a", null, () -> {
            CompletableFuture<String> one = loader.load(1);
            return Lane.await(CompletableFuture.allOf(one, loader.load(2)).thenApply(done -> one.join()));
        })));
        assertThat(seen).containsExactly("1");
        assertThat(loader.batches()).containsExactly(2);
    }

    /**
     * S39, S50: if more parallel resolvers wait for loads than may run at once, waiting ones release their slots, and
     * one batch is sent.
     */
    @ParameterizedTest
    @CsvSource({"40, 32", "40, 2", "40, 1", "2, 1"})
    void parallelTasksThatWaitKeepNoSlot(int tasks, int parallel) throws Exception {
        test.limit(TestLimits.but().parallel(parallel));
        List<String> seen = run(lane -> TestLanes.fields(forks(lane, tasks, null)));
        assertThat(seen).isEqualTo(keys(tasks));
        assertThat(loader.batches()).containsExactly(tasks);
    }

    /** S39, S50: the same without gathering; the number of batches then depends on the threads. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32})
    void ungatheredParallelTasksThatWaitEnd(int parallel) throws Exception {
        test.limit(TestLimits.but().parallel(parallel).ungathered());
        List<String> seen = run(lane -> TestLanes.fields(forks(lane, 40, null)));
        assertThat(seen).isEqualTo(keys(40));
        assertThat(loader.batches().stream().mapToInt(size -> size).sum()).isEqualTo(40);
    }

    /** S39, S50: parallel resolvers that wait twice stay within the bound between their waits. */
    @Test
    void parallelTasksThatHaveWaitedRunWithinTheBound() throws Exception {
        test.limit(TestLimits.but().parallel(3));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CompletableFuture<?>[] forks = new CompletableFuture<?>[50];
        List<String> seen = run(lane -> {
            for (int i = 0; i < forks.length; i++) {
                int key = i;
                forks[i] = lane.fork("Query.parallel", null, () -> {
                    String first = loader.load(key).join();
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    return first + loader.load(key + 100).join();
                });
            }
            return TestLanes.fields(forks);
        });
        assertThat(seen).hasSize(50).startsWith("0100", "1101").endsWith("49149");
        assertThat(loader.batches()).containsExactly(50, 50);
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    /** S39, S50: if no thread is left for queued resolvers, the waiting ones get their values first. */
    @ParameterizedTest
    @CsvSource({"5000, 182, 32", "40, 2, 2", "40, 1, 1"})
    void parallelTasksThatWaitForManyThreadsEnd(int tasks, int threads, int parallel) throws Exception {
        test.limit(TestLimits.but().parallel(parallel).parallelThreads(threads));
        List<String> seen = run(lane -> TestLanes.fields(forks(lane, tasks, null)));
        assertThat(seen).isEqualTo(keys(tasks));
        assertThat(loader.batches()).startsWith(threads);
        assertThat(loader.batches().stream().mapToInt(size -> size).sum()).isEqualTo(tasks);
    }

    /** S20, S39, S50: an application's own executor may have one thread, which waits. */
    @Test
    void parallelTasksOnAnExecutorWithOneThreadEnd() throws Exception {
        test.limit(TestLimits.but().deadline(Duration.ofDays(36_500))); // no loop of passUntil gets there
        ExecutorService one = Executors.newSingleThreadExecutor();
        CompletableFuture<List<String>> answer = test.lanes()
                .submit(TestLanes.operation(
                        lane -> {
                            loader.use(lane);
                            return TestLanes.fields(forks(lane, 5, one));
                        },
                        loader::dispatch));
        test.passUntil(answer::isDone);
        one.shutdown();
        assertThat(answer.get()).isEqualTo(keys(5));
        assertThat(loader.batches()).hasSize(5);
    }

    private CompletableFuture<?>[] forks(Lane lane, int count, Executor threads) {
        return IntStream.range(0, count)
                .mapToObj(key -> lane.fork(
                        "Query.parallel", threads, () -> loader.load(key).join()))
                .toArray(CompletableFuture[]::new);
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    /** S39: if another thread continues a load's value, the count of pending work stays correct. */
    @RepeatedTest(200)
    void whatGoesOnElsewhereIsCountedRight() throws Exception {
        List<String> seen = run(lane -> TestLanes.fields(
                lane.fork("Query.a", null, () -> elsewhere(1).join()),
                lane.fork("Query.b", null, () -> elsewhere(2).join()),
                lane.fork("Query.c", null, () -> "c")
                        .thenCompose(done -> loader.load(3))
                        .thenCompose(done -> loader.load(4))));
        assertThat(seen).containsExactly("1!", "2!", "4");
    }

    private CompletableFuture<String> elsewhere(int key) {
        return loader.load(key).thenApplyAsync(value -> value + "!", test.threads());
    }

    /** S39: if loads are not gathered, they are sent while parallel siblings run. */
    @Test
    void ungatheredLoadsDoNotWaitForParallelTasks() throws Exception {
        test.limit(TestLimits.but().ungathered());
        CountDownLatch loaded = new CountDownLatch(1);
        List<String> seen = run(lane -> TestLanes.fields(
                lane.fork("Query.slow", null, () -> {
                    loaded.await();
                    return "slow";
                }),
                loader.load(1).whenComplete((value, failure) -> loaded.countDown())));
        assertThat(seen).containsExactly("slow", "1");
    }

    /** S28: a resolver with its own unit of work does not run underneath one that waits in the request's. */
    @Test
    void whatPartsTheUnitOfWorkIsNotRunUnderneath() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        run(lane -> TestLanes.fields(
                lane.call("Query.waits", false, () -> {
                    order.add("waits");
                    loader.load(1).join();
                    return order.add("has waited");
                }),
                lane.call("Mutation.own", true, () -> order.add("own")),
                lane.call("Query.shares", false, () -> order.add("shares"))));
        assertThat(order).containsExactly("waits", "shares", "has waited", "own");
    }

    /** S28: it runs underneath if the waiting resolver can wait for nothing else. */
    @Test
    void whatPartsTheUnitOfWorkIsRunWhereNothingElseCanComeFirst() throws Exception {
        List<String> seen = run(lane -> {
            LaneFuture<String> own = lane.promise();
            CompletableFuture<String> waits = lane.call("Query.waits", false, own::join);
            own.follow(lane.call("Mutation.own", true, () -> "own"));
            return TestLanes.fields(waits);
        });
        assertThat(seen).containsExactly("own");
    }

    /** S15: an operation inside a resolver runs on the same lane, thread and unit of work. */
    @Test
    void anOperationInsideAResolverSharesItsLane() throws Exception {
        test.limit(TestLimits.but().lanes(1, 0));
        Thread nested = run(lane -> lane.call(
                "Query.outer",
                false,
                () -> test.<Thread>submit(inner -> inner.call("Query.inner", false, Thread::currentThread))
                        .thenApply(thread -> thread == Thread.currentThread() ? thread : null)
                        .join()));
        assertThat(nested).isNotNull();
        assertThat(test.lanes().counts()).isEqualTo(new Lanes.Counts(1, 2, 0));
        assertThat(test.work().events()).containsExactly("begin", "keep");
    }

    /**
     * S15: an operation inside a parallel resolver also runs on the lane, and its loads are sent while the resolver
     * waits.
     */
    @RepeatedTest(50)
    void anOperationInsideAParallelResolverRunsOnTheLane() throws Exception {
        test.limit(TestLimits.but().lanes(1, 0).parallel(1));
        String nested = run(lane -> lane.fork(
                "Query.outer",
                null,
                () -> test.submit(inner -> inner.call(
                                "Query.inner",
                                false,
                                () -> inner.isOwnThread() + loader.load(1).join()))
                        .join()));
        assertThat(nested).isEqualTo("true1");
        assertThat(test.lanes().counts().lanes()).isEqualTo(1);
    }

    /** S15: a nested failure reaches the resolver unchanged, even if the operation cannot start. */
    @Test
    void anOperationInsideThatCannotStartFailsAlone() throws Exception {
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                lane.call("Query.own", false, WaitingTest::startBroken),
                lane.fork("Query.parallel", null, WaitingTest::startBroken),
                lane.call("Query.other", false, () -> "fine")));
        assertThat(answer.get())
                .containsExactly("UnsupportedOperationException", "UnsupportedOperationException", "fine");
    }

    private static String startBroken() {
        return Lane.current()
                .nest((Operation<String>) lane -> {
                    throw new UnsupportedOperationException("broken");
                })
                .join();
    }

    /** S16: outside a lane, {@code await} joins the stage. */
    @Test
    void elsewhereWaitingIsJoining() {
        assertThat(Lane.await(CompletableFuture.completedFuture("value"))).isEqualTo("value");
    }

    private int sumOfBlockingLoads(int count) throws Exception {
        return run(lane -> {
            List<CompletableFuture<Integer>> all = IntStream.range(0, count)
                    .mapToObj(key -> lane.call(
                            "Query.a",
                            false,
                            () -> Integer.parseInt(loader.load(key).join())))
                    .toList();
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .thenApply(done ->
                            all.stream().mapToInt(CompletableFuture::join).sum());
        });
    }

    private <T> T run(Function<Lane, CompletionStage<T>> start) throws Exception {
        return test.run(
                lane -> {
                    loader.use(lane);
                    return start.apply(lane);
                },
                loader::dispatch);
    }
}
