package org.synctoasync.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.deployment.ReadinessCheck;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.execution.Threads;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.TestLimits;

/**
 * The conditions for an application to be reported as live and as ready. The clock moves only when the test moves it.
 */
@Timeout(30)
class HealthTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch release = new CountDownLatch(1);
    private final Lanes lanes = new Lanes(
            new Threads(
                    threads,
                    threads,
                    new Threads.Reserve(threads, threads, threads),
                    () -> Runnable::run,
                    new RecordedUnitOfWork(),
                    List.of()),
            TestLimits.but().lanes(2, 8).deadline(Duration.ofSeconds(1)).limits(),
            clock::get);

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** If the clock's thread stops, the deadlines of requests pass unnoticed, and the application is not live. */
    @Test
    void anApplicationWhoseTimeStandsStillDoesNotLive() {
        pass(Health.LONGEST_TICK.minusNanos(1));
        assertThat(LaneChecks.live(lanes).isUp()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(LaneChecks.live(lanes).isUp()).isFalse();
        lanes.tick();
        assertThat(LaneChecks.live(lanes).isUp()).isTrue();
    }

    /**
     * A resolver that does not return holds its lane after its request has ended. Without a free lane, nothing runs.
     */
    @Test
    void anApplicationWhoseLanesDoNotComeBackDoesNotLive() throws Exception {
        for (int stuck = 1; stuck <= 2; stuck++) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<?> answer = lanes.submit(lane -> lane.call("Query.stuck", false, () -> {
                begun.countDown();
                return release.await(20, TimeUnit.SECONDS);
            }));
            begun.await();
            assertThat(lanes.stuck()).isEqualTo(stuck - 1);
            pass(Duration.ofSeconds(1));
            lanes.tick();
            Eventually.holds("answered", answer::isDone, true);
            assertThat(LaneChecks.live(lanes).data()).containsEntry("stuck", (long) stuck);
            assertThat(LaneChecks.live(lanes).isUp()).isEqualTo(stuck < 2);
        }
        release.countDown();
        Eventually.holds("stuck", lanes::stuck, 0);
        assertThat(LaneChecks.live(lanes).isUp()).isTrue();
    }

    /** An application that is being stopped accepts no more requests. */
    @Test
    void anApplicationThatIsStoppedIsNotReady() throws Exception {
        assertThat(LaneChecks.ready(lanes).isUp()).isTrue();
        lanes.close(Duration.ZERO);
        assertThat(LaneChecks.ready(lanes).isUp()).isFalse();
        assertThat(LaneChecks.live(lanes).isUp()).isTrue();
    }

    /** However often a hanging check is requested, it runs once, and no request waits longer than the limit. */
    @Test
    void aCheckThatHangsIsMadeOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();
        BoundedCheck check = check(() -> {
            made.incrementAndGet();
            release.await();
        });
        for (int i = 0; i < 5; i++) {
            assertThat(check.ask()).isEqualTo(BoundedCheck.Outcome.LATE);
        }
        assertThat(made.get()).isEqualTo(1);
        release.countDown();
        Eventually.holds("outcome", check::ask, BoundedCheck.Outcome.UP);
    }

    @Test
    void aCheckThatFailsIsDown() throws Exception {
        BoundedCheck check = check(() -> {
            throw new IOException("not there");
        });
        Eventually.holds("outcome", check::ask, BoundedCheck.Outcome.DOWN);
    }

    @Test
    void aReportIsWhatMicroProfileHealthSays() {
        Report report = new Report(List.of(
                new Report.Check("lanes", true, Map.of("b", 2L, "a", 1L)), new Report.Check("a\"b", false, Map.of())));
        assertThat(report.json())
                .isEqualTo(
                        "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"lanes\",\"status\":\"UP\",\"data\":{\"a\":1,\"b\":2}},"
                                + "{\"name\":\"a?b\",\"status\":\"DOWN\"}]}");
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private BoundedCheck check(Checking body) {
        return new BoundedCheck(
                new ReadinessCheck() {
                    @Override
                    public String name() {
                        return "test";
                    }

                    @Override
                    public void check() throws Exception {
                        body.check();
                    }
                },
                threads,
                Duration.ofMillis(10));
    }

    /** The action of a check. */
    private interface Checking {
        void check() throws Exception;
    }
}
