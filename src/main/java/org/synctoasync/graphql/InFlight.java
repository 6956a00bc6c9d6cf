package org.synctoasync.graphql;

import graphql.ExecutionResult;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The events of one subscriber that are being executed: when it cancels, they end too.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class InFlight implements Subscriber<ExecutionResult> {
    private final Subscriber<? super ExecutionResult> subscriber;
    private final Set<CompletableFuture<ExecutionResult>> executing = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    InFlight(Subscriber<? super ExecutionResult> subscriber) {
        this.subscriber = subscriber;
    }

    /** Notes an execution until its end. */
    CompletableFuture<ExecutionResult> add(CompletableFuture<ExecutionResult> execution) {
        executing.add(execution);
        if (cancelled) {
            execution.cancel(true);
        }
        return execution.whenComplete((answer, failure) -> executing.remove(execution));
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
        subscriber.onNext(answer);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
    }
}
