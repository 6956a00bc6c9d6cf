package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.TestLimits;

/** The bounds on running and waiting tasks. */
@Timeout(30)
class SlotsTest {
    private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

    @RegisterExtension
    final TestLanes test = new TestLanes();

    /** An executor that starts tasks only when the test requests it, and rejects on demand. */
    private static final class ByHand implements Executor {
        private final Deque<Runnable> started = new ArrayDeque<>();
        private boolean full;
        private Runnable beforeRefusal = () -> {};

        @Override
        public void execute(Runnable task) {
            if (full) {
                beforeRefusal.run();
                throw new RejectedExecutionException("full");
            }
            started.add(task);
        }

        void runOne() {
            started.remove().run();
        }
    }

    /**
     * S19: with 4 lanes and 10 places in the queue, 36 of 50 requests are rejected at once, and the others get
     * responses.
     */
    @Test
    void whatIsTooMuchIsRefusedAtOnce() {
        test.limit(TestLimits.but().lanes(4, 10));
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        List<CompletableFuture<Integer>> taken = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            try {
                taken.add(test.submit(lane -> lane.call("Query.a", false, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    released.await();
                    return running.decrementAndGet();
                })));
            } catch (LanesBusyException busy) {
                refused++;
                assertThat(busy).hasMessage("All 4 lanes are taken and 10 requests wait for one");
            }
        }
        assertThat(refused).isEqualTo(36);
        assertThat(test.lanes().running()).isEqualTo(4);
        assertThat(test.lanes().waiting()).isEqualTo(10);
        released.countDown();
        assertThat(taken).hasSize(14).allSatisfy(answer -> answer.get());
        assertThat(most.get()).isLessThanOrEqualTo(4);
    }

    /** S12, S19: parallel tasks are bounded too; those beyond the bound wait. */
    @Test
    void parallelTasksAreBounded() throws Exception {
        test.limit(TestLimits.but().parallel(2));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> seen = test.run(lane -> {
            CompletableFuture<?>[] all = new CompletableFuture<?>[50];
            for (int i = 0; i < all.length; i++) {
                all[i] = lane.fork("Query.b", null, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    return "done";
                });
            }
            return TestLanes.fields(all);
        });
        assertThat(seen).hasSize(50).containsOnly("done");
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    /** S19, S22: a waiting task runs in the context of its submitter, not of the task whose end lets it start. */
    @Test
    void whatWaitedRunsInItsOwnContext() {
        ByHand executor = new ByHand();
        List<String> seen = new ArrayList<>();
        Slots slots = new Slots(executor, SlotsTest::context, 1, 2);
        for (String caller : List.of("first", "second", "third")) {
            CALLER.set(caller);
            Runnable task = () -> seen.add(caller + " as " + CALLER.get());
            Executor context = context();
            slots.execute(caller.equals("first") ? () -> context.execute(task) : task);
        }
        CALLER.set("someone else");
        while (!executor.started.isEmpty()) {
            executor.runOne();
        }
        CALLER.remove();
        assertThat(seen).containsExactly("first as first", "second as second", "third as third");
    }

    private static Executor context() {
        String captured = CALLER.get();
        return task -> {
            String before = CALLER.get();
            CALLER.set(captured);
            try {
                task.run();
            } finally {
                CALLER.set(before);
            }
        };
    }

    /** S19: a task that throws releases its slot. */
    @Test
    void whatThrowsGivesItsSlotBack() {
        ByHand executor = new ByHand();
        Slots slots = new Slots(executor, () -> Runnable::run, 1, 1);
        List<String> seen = new ArrayList<>();
        slots.execute(() -> {
            throw new IllegalStateException("broken");
        });
        slots.execute(() -> seen.add("next"));
        assertThatThrownBy(executor::runOne).hasMessage("broken");
        executor.runOne();
        assertThat(seen).containsExactly("next");
        assertThat(slots.running()).isZero();
    }

    /**
     * S19: if no thread is available for the waiting tasks, the ending task's thread runs them, however many they are.
     */
    @Test
    void whatWaitsIsRunByWhoEndsIfThereIsNoOtherThread() throws InterruptedException {
        ThreadPoolExecutor one = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        Slots slots = new Slots(one, () -> Runnable::run, 1, Integer.MAX_VALUE);
        CountDownLatch filled = new CountDownLatch(1);
        AtomicInteger depth = new AtomicInteger();
        slots.execute(() -> TestLanes.block(filled));
        for (int i = 0; i < 20_000; i++) {
            slots.execute(() -> depth.accumulateAndGet(new Throwable().getStackTrace().length, Math::max));
        }
        filled.countDown();
        one.shutdown();
        assertThat(one.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(slots.waiting()).isZero();
        assertThat(slots.running()).isZero();
        assertThat(depth.get()).isLessThan(20);
    }

    /** S19: a task that arrives while the executor rejects another one is not lost. */
    @Test
    void whatCameDuringARefusalIsNotLost() {
        ByHand executor = new ByHand();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Slots slots = new Slots(executor, () -> Runnable::run, 1, 1);
        executor.full = true;
        executor.beforeRefusal = () -> {
            slots.execute(() -> seen.add("came meanwhile"));
            executor.full = false;
        };
        assertThatThrownBy(() -> slots.execute(() -> seen.add("refused")))
                .isInstanceOf(RejectedExecutionException.class);
        executor.runOne();
        assertThat(seen).containsExactly("came meanwhile");
        assertThat(slots.running()).isZero();
    }

    /** S19: a task removed from the queue does not run. A running task cannot be removed. */
    @Test
    void whatWaitsMayBeTakenBack() {
        ByHand executor = new ByHand();
        Slots slots = new Slots(executor, () -> Runnable::run, 1, 1);
        List<String> seen = new ArrayList<>();
        Runnable running = () -> seen.add("running");
        Runnable waiting = () -> seen.add("waiting");
        slots.execute(running);
        slots.execute(waiting);
        assertThat(slots.remove(running)).isFalse();
        assertThat(slots.remove(waiting)).isTrue();
        executor.runOne();
        assertThat(executor.started).isEmpty();
        assertThat(seen).containsExactly("running");
        assertThat(slots.running()).isZero();
    }
}
