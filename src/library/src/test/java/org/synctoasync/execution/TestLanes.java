package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.synctoasync.testing.TestLimits;

/**
 * Lanes on plain threads, whose clock moves only when {@link #pass} is called. After each test, all threads must be
 * released and no unit of work may be open.
 */
final class TestLanes implements AfterEachCallback {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong clock = new AtomicLong();
    private final RecordedUnitOfWork work = new RecordedUnitOfWork();
    private TestLimits last;
    private Lanes lanes;

    TestLanes() {
        limit(TestLimits.but());
    }

    /** Starts again with other limits and context carriers. */
    TestLanes limit(TestLimits limits, ContextCarrier... carriers) {
        last = limits;
        return on(threads, carriers);
    }

    /** Starts again with other threads for lanes. */
    TestLanes on(ExecutorService laneThreads, ContextCarrier... carriers) {
        lanes = new Lanes(
                new Threads(
                        laneThreads,
                        threads,
                        new Threads.Reserve(threads, threads, threads),
                        () -> Runnable::run,
                        work,
                        List.of(carriers)),
                last.limits(),
                clock::get);
        return this;
    }

    Lanes lanes() {
        return lanes;
    }

    RecordedUnitOfWork work() {
        return work;
    }

    ExecutorService threads() {
        return threads;
    }

    <T> CompletableFuture<T> submit(Function<Lane, CompletionStage<T>> start) {
        return lanes.submit(start::apply);
    }

    <T> T run(Function<Lane, CompletionStage<T>> start) throws Exception {
        return submit(start).get();
    }

    <T> T run(Function<Lane, CompletionStage<T>> start, BooleanSupplier dispatch) throws Exception {
        return lanes.submit(operation(start, dispatch)).get();
    }

    static <T> Operation<T> operation(Function<Lane, CompletionStage<T>> start, BooleanSupplier dispatch) {
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

    /** Moves the clock, and ends the requests whose time is over. */
    void pass(Duration time) {
        clock.addAndGet(time.toNanos());
        lanes.tick();
    }

    /** Moves the clock second by second until a condition holds. */
    void passUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            pass(Duration.ofSeconds(1));
            Thread.yield();
        }
    }

    /** Waits until a thread is idle. */
    static void awaitIdle(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
    }

    /** Collects field results as an engine does: each field's value, or the reason why it has no value. */
    static CompletionStage<List<String>> fields(CompletableFuture<?>... fields) {
        List<CompletableFuture<String>> settled = Stream.of(fields)
                .map(field -> field.<String>handle(
                        (value, failure) -> failure == null ? String.valueOf(value) : describe(failure)))
                .toList();
        return CompletableFuture.allOf(settled.toArray(CompletableFuture[]::new))
                .thenApply(done -> settled.stream().map(CompletableFuture::join).toList());
    }

    private static String describe(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof RequestEndedException ended
                ? ended.reason().name()
                : cause.getClass().getSimpleName();
    }

    /** Blocks like a driver that ignores interrupts. */
    static void block(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS))
                .as("all threads given back")
                .isTrue();
        assertThat(work.open()).as("units of work left open").isZero();
        assertThat(lanes.running()).as("lanes left running").isZero();
        assertThat(lanes.waiting()).as("requests left in line").isZero();
    }
}
