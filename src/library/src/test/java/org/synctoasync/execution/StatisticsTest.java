package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.TestLimits;

/** The costs of requests that are reported to observers. */
@Timeout(30)
class StatisticsTest {
    @RegisterExtension
    final TestLanes test = new TestLanes().limit(TestLimits.but().lanes(1, 1).deadline(Duration.ofSeconds(10)));

    private final List<Statistics> observed = new CopyOnWriteArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private String stuck() {
        inside.countDown();
        TestLanes.block(released);
        return "ended";
    }

    /** S47: hops, calls, batches, and the statements of all threads are counted for each request. */
    @Test
    void whatARequestCostsIsCounted() throws Exception {
        test.lanes().observe(observed::add);
        test.run(lane -> {
            lane.statistics().batch("Book", 3);
            return TestLanes.fields(
                    lane.call("Query.a", false, StatisticsTest::twoStatements),
                    lane.call("batch", StatisticsTest::twoStatements),
                    lane.fork("Query.b", null, StatisticsTest::twoStatements));
        });
        Lane.countStatement("SELECT 1"); // belongs to no request
        assertThat(test.lanes().close(Duration.ofSeconds(20))).isZero();
        Statistics cost = observed.get(0);
        assertThat(cost.hops()).isEqualTo(2);
        assertThat(cost.calls()).isEqualTo(2);
        assertThat(cost.parallel()).isEqualTo(1);
        assertThat(cost.statements()).isEqualTo(6);
        assertThat(cost.sent())
                .extracting(Statistics.Statement::field)
                .containsExactlyInAnyOrder("Query.a", "Query.a", "batch", "batch", "Query.b", "Query.b");
        assertThat(cost.batches()).containsExactly(new Statistics.Batch("Book", 3));
    }

    private static String twoStatements() {
        Lane.countStatement("SELECT 1");
        Lane.countStatement("SELECT 1");
        return "counted";
    }

    /** S47: the wait for a lane and the time on it are reported separately. */
    @Test
    void timeInLineAndOnTheLaneAreToldApart() throws Exception {
        test.lanes().observe(observed::add);
        CompletableFuture<String> first = test.submit(lane -> lane.call("Query.a", false, this::stuck));
        inside.await();
        CompletableFuture<String> second = test.submit(lane -> lane.call("Query.a", false, () -> "second"));
        test.pass(Duration.ofSeconds(3));
        released.countDown();
        first.get();
        second.get();
        test.lanes().close(Duration.ofSeconds(20));
        assertThat(observed)
                .extracting(Statistics::waitNanos, Statistics::laneNanos)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 3_000_000_000L),
                        org.assertj.core.groups.Tuple.tuple(3_000_000_000L, 0L));
    }

    /** S47: the whole time of a request that never got a lane counts as waiting. */
    @Test
    void aRequestThatNeverGotALaneHasWaited() throws Exception {
        test.lanes().observe(observed::add);
        CompletableFuture<String> first = test.submit(lane -> lane.call("Query.a", false, this::stuck));
        inside.await();
        test.pass(Duration.ofSeconds(4));
        CompletableFuture<String> second = test.submit(lane -> lane.call("Query.a", false, () -> "second"));
        second.cancel(true);
        test.pass(Duration.ofSeconds(5));
        Eventually.holds("requests observed", observed::size, 1); // a reserved thread ends it
        test.pass(Duration.ofMillis(10)); // its lane time no longer grows
        assertThat(observed).singleElement().satisfies(cost -> {
            assertThat(cost.waitNanos()).isEqualTo(5_000_000_000L);
            assertThat(cost.laneNanos()).isZero();
        });
        released.countDown();
        assertThat(first.get()).isEqualTo("ended");
    }
}
