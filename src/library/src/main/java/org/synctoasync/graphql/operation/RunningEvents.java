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
 * The running events of one subscriber. When the subscriber cancels, they end too.
 *
 * <p><b>Threading:</b> any thread may use it.
 */
final class RunningEvents implements Subscriber<ExecutionResult> {
    private final Subscriber<? super ExecutionResult> subscriber;
    private final Function<Throwable, GraphQLError> errors;
    private final Set<CompletableFuture<ExecutionResult>> executing = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /**
     * Wraps a subscriber.
     *
     * @param errors converts the source's failure to the error that the client receives
     */
    RunningEvents(Subscriber<? super ExecutionResult> subscriber, Function<Throwable, GraphQLError> errors) {
        this.subscriber = subscriber;
        this.errors = errors;
    }

    /**
     * Keeps an execution until its end. If the event cannot be executed, its response contains an error, and the stream
     * continues.
     */
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
        return cancelled // no client receives the response, so nothing is logged
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
