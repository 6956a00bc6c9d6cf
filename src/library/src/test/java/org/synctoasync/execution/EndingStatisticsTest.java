package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.execution.Statistics.Ending;
import org.synctoasync.testing.TestLimits;

/** The endings of requests that are reported to observers. */
@Timeout(30)
class EndingStatisticsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(20);

    @RegisterExtension
    final TestLanes test = new TestLanes().limit(TestLimits.but().lanes(1, 0).deadline(DEADLINE));

    private final List<Statistics> observed = new CopyOnWriteArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);

    @BeforeEach
    void observe() {
        test.lanes().observe(observed::add);
    }

    /** S47: a request that returns a response ends as answered. */
    @Test
    void anAnswerIsTold() throws Exception {
        test.run(lane -> CompletableFuture.completedFuture("answer"));
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(observed).extracting(Statistics::ending).containsExactly(Ending.ANSWERED);
    }

    /** S47: a response that is not clean is reported as one with errors. */
    @Test
    void anAnswerWithErrorsIsToldAsSuch() throws Exception {
        test.lanes()
                .submit(new Operation<String>() {
                    @Override
                    public CompletionStage<String> start(Lane lane) {
                        return CompletableFuture.completedFuture("errors");
                    }

                    @Override
                    public boolean isClean(String answer) {
                        return !answer.equals("errors");
                    }
                })
                .get();
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(observed).extracting(Statistics::ending).containsExactly(Ending.ERRORS);
    }

    /** S47: a request without a response has failed. */
    @Test
    void aRequestWithoutAnswerHasFailed() throws Exception {
        assertThatThrownBy(() -> test.run(lane -> CompletableFuture.failedFuture(new IllegalStateException("meant"))))
                .hasRootCauseMessage("meant");
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(observed).extracting(Statistics::ending).containsExactly(Ending.FAILED);
    }

    /** S47: a rejected request had no lane and no hop. */
    @Test
    void aRefusedRequestHadNoLane() throws Exception {
        CompletableFuture<String> first = begun();
        assertThatThrownBy(this::begun).isInstanceOf(LanesBusyException.class);
        assertThat(observed).singleElement().satisfies(refused -> {
            assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
            assertThat(refused.hadLane()).isFalse();
            assertThat(refused.hops()).isZero();
        });
        first.cancel(true);
        test.lanes().tick();
    }

    /** S43, S47: a request that passes its deadline is reported with this ending. */
    @Test
    void theDeadlineIsTold() throws Exception {
        CompletableFuture<String> answer = begun();
        test.pass(DEADLINE);
        assertThatThrownBy(answer::get).hasRootCauseInstanceOf(RequestEndedException.class);
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(observed).extracting(Statistics::ending).containsExactly(Ending.DEADLINE);
    }

    /** S44, S47: a request whose client has disconnected is reported with this ending. */
    @Test
    void leavingIsTold() throws Exception {
        begun().cancel(true);
        test.lanes().tick();
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(observed).extracting(Statistics::ending).containsExactly(Ending.CANCELLED);
    }

    /** S45, S47: a request that the shutdown of the application cuts short is reported with this ending. */
    @Test
    void shutdownIsTold() throws Exception {
        begun();
        test.lanes().close(Duration.ofMillis(100));
        assertThat(test.lanes().close(LONG)).isZero();
        assertThat(observed).extracting(Statistics::ending).containsExactly(Ending.SHUTDOWN);
    }

    /** A request on its lane that waits for a value that never arrives. */
    private CompletableFuture<String> begun() throws InterruptedException {
        CompletableFuture<String> answer = test.submit(lane -> {
            inside.countDown();
            return lane.adopt("Query.never", new CompletableFuture<>());
        });
        inside.await();
        return answer;
    }
}
