package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tasks that arrive, end and are removed at the same moment. */
@Timeout(60)
class SlotsRaceTest {
    private static final int ROUNDS = 300;
    private static final int TASKS = 1_000_000;
    private static final ThreadLocal<Boolean> BUSY = new ThreadLocal<>();

    @RegisterExtension
    final TestLanes test = new TestLanes();

    private final Race race = new Race(test.threads());

    /** S19: when tasks arrive while others end, each task runs once, and never more at a time than there are slots. */
    @Test
    void slotsThatEndAgainstTasksThatCome() {
        Slots slots = new Slots(SlotsRaceTest::runOneAtATime, () -> Runnable::run, 1, Integer.MAX_VALUE);
        AtomicInteger ran = new AtomicInteger();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Runnable submitting = () -> {
            for (int i = 0; i < TASKS; i++) {
                slots.execute(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    ran.incrementAndGet();
                    running.decrementAndGet();
                });
            }
        };
        race.run(submitting, submitting);
        assertThat(ran).hasValue(2 * TASKS);
        assertThat(most).hasValue(1);
        assertThat(slots.running()).isZero();
        assertThat(slots.waiting()).isZero();
    }

    /** Runs tasks on the calling thread, without a queue. Rejects a task while that thread runs another one. */
    private static void runOneAtATime(Runnable task) {
        if (BUSY.get() != null) {
            throw new RejectedExecutionException("busy");
        }
        BUSY.set(true);
        try {
            task.run();
        } finally {
            BUSY.remove();
        }
    }

    /**
     * S19: a task that is removed from the queue just as its turn comes either runs or is removed, never both or
     * neither.
     */
    @RepeatedTest(ROUNDS)
    void takingBackAgainstTheNextTurn() {
        Slots slots = new Slots(test.threads(), () -> Runnable::run, 1, 1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        AtomicBoolean removed = new AtomicBoolean();
        Runnable waiting = ran::incrementAndGet;
        slots.execute(() -> TestLanes.block(released));
        slots.execute(waiting);
        race.run(released::countDown, () -> removed.set(slots.remove(waiting)));
        while (slots.running() > 0) {
            Thread.yield();
        }
        assertThat(ran.get()).isEqualTo(removed.get() ? 0 : 1);
    }
}
