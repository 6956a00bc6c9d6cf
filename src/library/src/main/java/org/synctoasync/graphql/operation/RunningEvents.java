package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.synctoasync.graphql.error.Failure;
import org.synctoasync.graphql.error.SourceFailure;

/**
 * The events of one subscriber that are being executed: when it cancels, they end too.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class RunningEvents implements Subscriber<ExecutionResult> {
    private final Subscriber<? super ExecutionResult> subscriber;
    private final Function<Throwable, GraphQLError> errors;
    private final Set<CompletableFuture<ExecutionResult>> executing = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /**
     * Stands before a subscriber.
     *
     * @param errors tells what may be told of the source's failure
     */
    RunningEvents(Subscriber<? super ExecutionResult> subscriber, Function<Throwable, GraphQLError> errors) {
        this.subscriber = subscriber;
        this.errors = errors;
    }

    /** Notes an execution until its end. What could not be executed is an answer with an error; the stream goes on. */
    CompletableFuture<ExecutionResult> add(CompletableFuture<ExecutionResult> execution) {
        executing.add(execution);
        if (cancelled) {
            execution.cancel(true);
        }
        return execution.handle((answer, failure) -> {
            executing.remove(execution);
            return failure == null ? answer : failed(failure);
        });
    }

    private ExecutionResult failed(Throwable failure) {
        return cancelled // nobody takes the answer, so nothing is logged
                ? ExecutionResult.newExecutionResult().build()
                : Failure.response(failure);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long count) {
                subscription.request(count);
            }

            @Override
            public void cancel() {
                cancelled = true;
                subscription.cancel();
                executing.forEach(execution -> execution.cancel(true));
            }
        });
    }

    @Override
    public void onNext(ExecutionResult answer) {
        if (!cancelled) {
            subscriber.onNext(answer);
        }
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(new SourceFailure(errors.apply(failure), failure));
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
    }
}
