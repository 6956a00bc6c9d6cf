package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.testing.TestLimits;

/** The lane alone: plain threads, no container, no engine. */
@Timeout(20)
class LaneTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RecordedUnitOfWork work = new RecordedUnitOfWork();
    private final Lanes lanes = lanes(threads, threads);

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS))
                .as("all threads given back")
                .isTrue();
        assertThat(work.open()).as("units of work left open").isZero();
    }

    /** S11: all thread-sensitive calls run on one thread, in the order in which they were requested. */
    @Test
    void callsRunOneAfterTheOtherOnOneThread() throws Exception {
        List<String> order = new ArrayList<>();
        List<Thread> seen = new ArrayList<>();
        String answer = run(lane -> {
            seen.add(Thread.currentThread());
            CompletableFuture<String> first = lane.call("Query.a", () -> note(order, seen, "first"));
            CompletableFuture<String> second = lane.call("Query.a", () -> note(order, seen, "second"));
            order.add("engine");
            return first.thenCombine(second, String::concat);
        });
        assertThat(answer).isEqualTo("firstsecond");
        assertThat(order).containsExactly("engine", "first", "second");
        assertThat(seen).hasSize(3).containsOnly(seen.get(0));
        assertThat(lanes.counts()).isEqualTo(new Lanes.Counts(1, 2, 0));
    }

    /** S12: parallel tasks overlap, and do not wait for a thread-sensitive call that was requested earlier. */
    @Test
    void parallelTasksStartWithoutWaitingForTheLane() throws Exception {
        CyclicBarrier all = new CyclicBarrier(3);
        String answer = run(lane -> {
            CompletableFuture<Integer> sensitive = lane.call("Query.a", () -> all.await());
            CompletableFuture<Integer> one = lane.fork("Query.b", null, () -> all.await());
            CompletableFuture<Integer> two = lane.fork("Query.b", null, () -> all.await());
            return CompletableFuture.allOf(sensitive, one, two).thenApply(done -> "met");
        });
        assertThat(answer).isEqualTo("met");
        assertThat(lanes.counts().hops()).isEqualTo(3);
    }

    /** S12: the lane's thread completes the results of parallel tasks, so that the engine stays on it. */
    @Test
    void parallelTasksCompleteOnTheLane() throws Exception {
        boolean own = run(lane -> lane.fork("Query.b", null, () -> "value").thenApply(value -> lane.isOwnThread()));
        assertThat(own).isTrue();
    }

    /** A stage that another thread completes continues on the lane. */
    @RepeatedTest(50)
    void adoptedStagesCompleteOnTheLane() throws Exception {
        CompletableFuture<String> foreign = new CompletableFuture<>();
        boolean own = run(lane -> {
            Future<?> unused = threads.submit(() -> foreign.complete("value"));
            return lane.adopt("Query.c", foreign).thenApply(value -> lane.isOwnThread());
        });
        assertThat(own).isTrue();
    }

    /** S39: loaders are dispatched when the queue is empty and no parallel task is in flight, and not earlier. */
    @Test
    void dispatchWaitsForAllThatRuns() throws Exception {
        List<String> order = new ArrayList<>();
        CompletableFuture<String> loaded = new CompletableFuture<>();
        CountDownLatch called = new CountDownLatch(1);
        run(
                lane -> {
                    CompletableFuture<String> parallel = lane.fork("Query.b", null, () -> {
                        called.await();
                        return "parallel";
                    });
                    CompletableFuture<String> sensitive = lane.call("Query.a", () -> {
                        order.add("sensitive");
                        called.countDown();
                        return "sensitive";
                    });
                    return CompletableFuture.allOf(parallel.thenAccept(order::add), sensitive, loaded)
                            .thenApply(done -> "done");
                },
                () -> {
                    order.add("dispatch");
                    return loaded.complete("loaded");
                });
        assertThat(order).containsExactly("sensitive", "parallel", "dispatch");
    }

    /** S21, S33: a task that throws leaves the lane usable. */
    @Test
    void aTaskThatThrowsFailsItsOwnFutureOnly() throws Exception {
        String answer = run(lane -> {
            CompletableFuture<String> failed = lane.call("Query.a", () -> {
                throw new IllegalStateException("broken");
            });
            return failed.exceptionally(Throwable::getMessage)
                    .thenCombine(lane.call("Query.a", () -> " but usable"), String::concat);
        });
        assertThat(answer).isEqualTo("broken but usable");
    }

    /**
     * S25: a throwable of the operation, even an Error, is the failure of the response, unwrapped. Writes are rolled
     * back.
     */
    @Test
    void anErrorReachesTheAnswer() {
        AssertionError error = new AssertionError("deep");
        assertThatThrownBy(() -> run(lane -> {
                    throw error;
                }))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(error);
        assertThatThrownBy(() -> run(lane -> lane.call("Query.a", () -> {
                    throw error;
                })))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(error);
        assertThat(work.events()).containsExactly("begin", "drop", "begin", "drop");
    }

    /** The unit of work ends before the response is returned. */
    @Test
    void theAnswerComesAfterTheUnitOfWork() throws Exception {
        CompletableFuture<List<String>> seen = lanes.submit(
                        operation(lane -> lane.call("Query.a", () -> "x"), () -> false))
                .thenApply(answer -> work.events());
        assertThat(seen.get()).containsExactly("begin", "keep");
    }

    /** If the unit of work cannot be committed, the response fails. */
    @Test
    void whatCannotBeKeptFailsTheAnswer() {
        work.failToKeep();
        assertThatThrownBy(() -> run(lane -> lane.call("Query.a", () -> "x")))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("cannot keep");
    }

    /** If the unit of work cannot begin, the response fails and the operation does not start. */
    @Test
    void whatCannotBeginFailsTheAnswer() {
        work.failToBegin();
        assertThatThrownBy(() -> run(lane -> {
                    throw new AssertionError("started");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("cannot begin");
    }

    /** Around a task with its own unit of work, the lane's is committed before and begun again after, in every case. */
    @Test
    void aTaskMayHaveAUnitOfWorkOfItsOwn() throws Exception {
        run(lane -> lane.call("Query.a", true, () -> "kept"));
        assertThat(work.events()).containsExactly("begin", "keep", "begin", "keep", "begin", "keep");
        run(lane -> lane.<String>call("Query.a", true, () -> {
                    throw new IllegalStateException("broken");
                })
                .exceptionally(Throwable::getMessage));
        assertThat(work.events().subList(6, 12)).containsExactly("begin", "keep", "begin", "drop", "begin", "keep");
    }

    /** S30: a parallel task has its own unit of work. */
    @Test
    void aParallelTaskHasItsOwnUnitOfWork() throws Exception {
        run(lane -> lane.fork("Query.b", null, () -> "x"));
        assertThat(work.events()).containsExactly("begin", "begin", "keep", "keep");
    }

    /** S18: work that arrives after the end is refused, and the error gives the reason. */
    @Test
    void lateWorkIsRefused() throws Exception {
        Lane ended = run(CompletableFuture::completedFuture);
        assertThatThrownBy(() -> ended.call("Query.late", () -> "late").join())
                .cause()
                .isInstanceOf(RequestEndedException.class)
                .hasMessageContaining("request has ended");
    }

    /** The current lane is known on its own thread and in its parallel tasks, and on no thread afterwards. */
    @Test
    void theCurrentLaneIsKnownWhereItsWorkIsDone() throws Exception {
        Lane lane = run(here -> here.fork("Query.b", null, Lane::current)
                .thenCombine(here.call("Query.a", Lane::current), (parallel, own) -> parallel == own ? own : null));
        assertThat(lane).isNotNull();
        assertThat(Lane.current()).isNull();
        assertThat(threads.submit(Lane::current).get()).isNull();
    }

    /** If the executor rejects the lane, the caller gets the rejection, and no request is left half-started. */
    @Test
    void aLaneWithoutAThreadIsRefused() {
        ExecutorService full = Executors.newSingleThreadExecutor();
        full.shutdown();
        Lanes none = lanes(full, threads);
        assertThatThrownBy(() -> none.submit(operation(CompletableFuture::completedFuture, () -> false)))
                .isInstanceOf(RejectedExecutionException.class);
    }

    /** S50: a parallel task that gets no thread runs on the lane and does not delay the dispatch. */
    @Test
    void aParallelTaskWithoutAThreadRunsOnTheLane() throws Exception {
        ExecutorService full = Executors.newSingleThreadExecutor();
        full.shutdown();
        CompletableFuture<String> loaded = new CompletableFuture<>();
        String answer = lanes(threads, full)
                .submit(operation(
                        lane -> lane.fork("Query.b", null, () -> lane.isOwnThread() ? "on the lane" : "elsewhere")
                                .thenCombine(loaded, String::concat),
                        () -> loaded.complete(" and loaded")))
                .get();
        assertThat(answer).isEqualTo("on the lane and loaded");
    }

    private Lanes lanes(Executor own, Executor parallel) {
        return new Lanes(
                new Threads(own, parallel, new Threads.Reserve(own, own, own), () -> Runnable::run, work, List.of()),
                TestLimits.wide());
    }

    private <T> T run(Function<Lane, CompletionStage<T>> start) throws Exception {
        return run(start, () -> false);
    }

    private <T> T run(Function<Lane, CompletionStage<T>> start, BooleanSupplier dispatch) throws Exception {
        return lanes.submit(operation(start, dispatch)).get();
    }

    private static <T> Operation<T> operation(Function<Lane, CompletionStage<T>> start, BooleanSupplier dispatch) {
        return new Operation<>() {
            @Override
            public CompletionStage<T> start(Lane lane) {
                return start.apply(lane);
            }

            @Override
            public boolean dispatch() {
                return dispatch.getAsBoolean();
            }
        };
    }

    private static String note(List<String> order, List<Thread> seen, String name) {
        order.add(name);
        seen.add(Thread.currentThread());
        return name;
    }
}
