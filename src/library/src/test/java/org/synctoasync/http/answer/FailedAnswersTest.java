package org.synctoasync.http.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import graphql.kickstart.execution.GraphQLObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.RecordedUnitOfWork;
import org.synctoasync.execution.Threads;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.TestLimits;

/** S53: the one table of failures applies to whole responses, and to arrays, events and sockets. */
@Timeout(30)
class FailedAnswersTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong clock = new AtomicLong();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Keeps its lane until the test releases it, so that no waiting request gets the lane. */
    private CompletionStage<String> stuck(Lane lane) {
        return lane.call("Query.stuck", false, () -> {
            released.await();
            return "released";
        });
    }

    private Lanes lanes(Executor executor) {
        return new Lanes(
                new Threads(
                        executor,
                        executor,
                        new Threads.Reserve(executor, executor, executor),
                        () -> Runnable::run,
                        new RecordedUnitOfWork(),
                        List.of()),
                TestLimits.but().lanes(1, 1).deadline(Duration.ofSeconds(2)).limits(),
                clock::get);
    }

    /** Only a request that was not started is reported as busy and repeatable. */
    @Test
    void aRequestThatWasNotBegunMayBeRepeated() throws Exception {
        Lanes lanes = lanes(threads);
        CompletableFuture<String> running = lanes.submit(this::stuck);
        Eventually.holds("lanes running", lanes::running, 1);
        CompletableFuture<String> waiting = lanes.submit(lane -> new CompletableFuture<>());
        assertBusy(catchThrowable(() -> lanes.submit(lane -> new CompletableFuture<>())));
        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        lanes.tick();
        assertBusy(failure(waiting));
        assertAnswer(failure(running), 504, "DEADLINE_EXCEEDED", false);
        released.countDown();
        lanes.close(Duration.ofSeconds(20));
        assertBusy(catchThrowable(() -> lanes.submit(lane -> new CompletableFuture<>())));
        assertBusy(catchThrowable(() -> lanes(task -> {
                    throw new RejectedExecutionException("no thread");
                })
                .submit(lane -> new CompletableFuture<>())));
    }

    /** A request that had started may have written, however it ended, and must not be repeated. */
    @Test
    void aRequestThatHadBegunIsNotToBeRepeated() throws Exception {
        Lanes lanes = lanes(threads);
        CompletableFuture<String> running = lanes.submit(this::stuck);
        Eventually.holds("lanes running", lanes::running, 1);
        CompletableFuture<String> waiting = lanes.submit(lane -> new CompletableFuture<>());
        lanes.close(Duration.ofMillis(10));
        assertBusy(failure(waiting));
        assertAnswer(failure(running), 503, "UNAVAILABLE", false);
        released.countDown();
    }

    /**
     * An exception that the application itself throws is masked, whatever its class, and not taken for a rejection by
     * the lanes.
     */
    @Test
    void anApplicationsOwnRejectionIsMasked() throws Exception {
        for (Throwable thrown : List.of(
                new RejectedExecutionException("SELECT secret"),
                new AssertionError("SELECT secret"),
                new CompletionException(new IllegalStateException("SELECT secret")))) {
            assertAnswer(thrown, 500, "INTERNAL_ERROR", false);
        }
    }

    private static Throwable failure(CompletableFuture<?> answer) throws Exception {
        return answer.handle((value, failure) -> failure).get(20, TimeUnit.SECONDS);
    }

    private static void assertBusy(Throwable failure) throws Exception {
        assertAnswer(failure, 503, "UNAVAILABLE", true);
    }

    private static void assertAnswer(Throwable failure, int status, String code, boolean repeatable) {
        for (String profile : List.of("audit", "draft")) {
            AnswerWriter writer = new AnswerWriter(
                    GraphQLObjectMapper.newBuilder().build(),
                    Settings.read(Map.of(DoorSetting.HTTP_PROFILE.key(), profile)::get, List.of(), new Faults()));
            for (String mediaType : List.of(MediaTypes.JSON, MediaTypes.RESPONSE)) {
                Answer answer = writer.failure(failure, mediaType);
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.headers()).isEqualTo(repeatable ? Map.of("Retry-After", "1") : Map.of());
                assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                        .contains("\"code\":\"" + code + "\"")
                        .doesNotContain("SELECT", "\"data\"");
                assertThat(new String(answer.body(), StandardCharsets.UTF_8).contains("try again"))
                        .isEqualTo(repeatable);
            }
        }
        assertThat(RequestError.response(failure).getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getExtensions()).containsEntry("code", code);
            assertThat(error.getMessage().contains("try again")).isEqualTo(repeatable);
        });
    }
}
