package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of subscription events that are executed at once. Further events wait in a queue, one for each
 * subscriber. So an event with many subscribers is not rejected for any of them, and it leaves lanes for other
 * requests.
 *
 * <p><b>Threading:</b> any thread may use it. Guarded by its own monitor, which is not held during calls to other
 * objects.
 */
public final class EventQueue {
    private final int most;
    private final Deque<Waiting> line = new ArrayDeque<>();
    private int running;

    private record Waiting(
            Supplier<CompletableFuture<ExecutionResult>> start, CompletableFuture<ExecutionResult> answer) {}

    public EventQueue(int most) {
        this.most = most;
    }

    /**
     * Executes an event, now or when its turn comes.
     *
     * @return the response; cancelling it ends the execution, or the wait in the queue
     */
    public CompletableFuture<ExecutionResult> execute(Supplier<CompletableFuture<ExecutionResult>> start) {
        Waiting event = new Waiting(start, new CompletableFuture<>());
        run(mayStart(event) ? event : null);
        return event.answer();
    }

    /** Starts an event. If it ends at once, starts the next event, and so on. */
    private void run(@Nullable Waiting first) {
        Waiting event = first;
        while (event != null) {
            CompletableFuture<ExecutionResult> execution = started(event);
            if (execution.isDone()) {
                settle(execution, event.answer());
                event = next();
            } else {
                follow(execution, event.answer());
                event = null;
            }
        }
    }

    private static CompletableFuture<ExecutionResult> started(Waiting event) {
        try {
            return event.start().get();
        } catch (Throwable refused) { // otherwise the events in the queue would wait for ever
            return CompletableFuture.failedFuture(refused);
        }
    }

    private void follow(CompletableFuture<ExecutionResult> execution, CompletableFuture<ExecutionResult> answer) {
        CompletionStage<ExecutionResult> told = answer;
        told.whenComplete((value, failure) -> execution.cancel(true));
        CompletionStage<ExecutionResult> ended = execution;
        ended.whenComplete((value, failure) -> {
            settle(execution, answer);
            run(next());
        });
    }

    private static void settle(
            CompletableFuture<ExecutionResult> execution, CompletableFuture<ExecutionResult> answer) {
        CompletionStage<ExecutionResult> ended = execution;
        ended.whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    private synchronized boolean mayStart(Waiting event) {
        if (running < most) {
            running++;
            return true;
        }
        line.add(event);
        return false;
    }

    private synchronized @Nullable Waiting next() {
        Waiting next = line.poll();
        while (next != null && next.answer().isDone()) { // cancelled while it waited
            next = line.poll();
        }
        if (next == null) {
            running--;
        }
        return next;
    }
}
