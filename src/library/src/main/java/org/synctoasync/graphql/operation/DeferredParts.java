package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.ResultPath;
import graphql.incremental.DeferPayload;
import graphql.incremental.DelayedIncrementalPartialResult;
import graphql.incremental.DelayedIncrementalPartialResultImpl;
import graphql.incremental.IncrementalExecutionResult;
import graphql.incremental.IncrementalExecutionResultImpl;
import graphql.incremental.IncrementalPayload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.synctoasync.graphql.error.Failure;

/**
 * Delivers the parts of a response with deferred fragments from the lane to the client. The lane never waits for a
 * client: parts are kept until the client requests them. The last part is kept until the unit of work has ended. If the
 * unit of work failed, the last part reports the failure.
 *
 * <p><b>Threading:</b> parts arrive on the lane's thread, or on the thread that ends the request early, with the
 * engine's lock held. Other threads deliver them without this lock. Guarded by its own monitor, which is not held
 * during calls to other objects.
 */
public final class DeferredParts implements Publisher<DelayedIncrementalPartialResult>, Subscription {
    private final Executor threads;
    private final CompletableFuture<ExecutionResult> first = new CompletableFuture<>();
    private final Deque<DelayedIncrementalPartialResult> kept = new ArrayDeque<>();
    private @Nullable CompletableFuture<ExecutionResult> whole;
    private volatile @Nullable Subscriber<? super DelayedIncrementalPartialResult> subscriber;
    private @Nullable DelayedIncrementalPartialResult last;
    private volatile boolean begun;
    private boolean cancelled;
    private boolean delivering;
    private long demand;

    /**
     * Makes the delivery of one response.
     *
     * @param threads runs the delivery of parts
     */
    public DeferredParts(Executor threads) {
        this.threads = threads;
    }

    /**
     * Returns the response that the caller receives: its first part or, if nothing is deferred, the whole response.
     * Cancelling it ends the request.
     *
     * @param lanes the lane's response
     */
    public CompletableFuture<ExecutionResult> of(CompletableFuture<ExecutionResult> lanes) {
        boolean unwanted;
        synchronized (this) {
            whole = lanes;
            unwanted = cancelled;
        }
        if (unwanted) {
            lanes.cancel(true);
        }
        CompletionStage<ExecutionResult> stage = first;
        stage.whenComplete((answer, failure) -> {
            if (first.isCancelled()) {
                lanes.cancel(true);
            }
        });
        CompletionStage<ExecutionResult> rest = lanes;
        rest.whenComplete(this::end);
        return first;
    }

    /** Delivers the first part and subscribes to the others. The stage is completed when all parts have arrived. */
    CompletionStage<ExecutionResult> take(IncrementalExecutionResult answer) {
        synchronized (this) {
            begun = true;
        }
        ExecutionResult handed = IncrementalExecutionResultImpl.fromExecutionResult(answer)
                .hasNext(true)
                .incrementalItemPublisher(this)
                .build();
        threads.execute(() -> first.complete(handed));
        Taker taker = new Taker(answer);
        answer.getIncrementalItemPublisher().subscribe(taker);
        return taker.all;
    }

    @Override
    public void subscribe(Subscriber<? super DelayedIncrementalPartialResult> only) {
        synchronized (this) {
            subscriber = only;
        }
        only.onSubscribe(this);
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            demand += count;
        }
        deliver();
    }

    @Override
    public void cancel() {
        CompletableFuture<ExecutionResult> unwanted;
        synchronized (this) {
            cancelled = true;
            kept.clear();
            unwanted = whole;
        }
        if (unwanted != null) {
            unwanted.cancel(true);
        }
    }

    private void add(DelayedIncrementalPartialResult part) {
        synchronized (this) {
            if (part.hasNext()) {
                kept.add(part);
            } else {
                last = part;
            }
        }
        threads.execute(this::deliver);
    }

    private void end(@Nullable ExecutionResult answer, @Nullable Throwable failure) {
        synchronized (this) {
            if (begun && !cancelled) { // otherwise no client waits for it
                kept.add(lastPart(answer, failure));
            }
        }
        if (begun) {
            threads.execute(this::deliver);
        } else if (failure != null) {
            first.completeExceptionally(failure);
        } else {
            first.complete(answer);
        }
    }

    private DelayedIncrementalPartialResult lastPart(@Nullable ExecutionResult answer, @Nullable Throwable failure) {
        List<IncrementalPayload> items =
                last == null || last.getIncremental() == null ? List.of() : last.getIncremental();
        DelayedIncrementalPartialResultImpl.Builder part =
                DelayedIncrementalPartialResultImpl.newIncrementalExecutionResult()
                        .hasNext(false)
                        .incrementalItems(failure == null ? items : List.of(failed(items, failure)));
        Map<Object, Object> extensions = answer == null ? null : answer.getExtensions();
        return extensions == null ? part.build() : part.extensions(extensions).build();
    }

    private static IncrementalPayload failed(List<IncrementalPayload> items, Throwable failure) {
        GraphQLError error = Failure.of(failure).error(GraphqlErrorBuilder.newError());
        DeferPayload.Builder failed = DeferPayload.newDeferredItem();
        failed.errors(List.of(error)).path(ResultPath.rootPath());
        items.stream().findFirst().ifPresent(item -> failed.path(item.getPath()).label(item.getLabel()));
        return failed.build();
    }

    /**
     * Delivers the requested parts. One thread delivers at a time; it also delivers the parts that arrive meanwhile.
     */
    private void deliver() {
        DelayedIncrementalPartialResult part = next();
        while (part != null) {
            Subscriber<? super DelayedIncrementalPartialResult> to = subscriber;
            if (to != null) {
                to.onNext(part);
                if (!part.hasNext()) {
                    to.onComplete();
                }
            }
            synchronized (this) {
                delivering = false;
            }
            part = next();
        }
    }

    private synchronized @Nullable DelayedIncrementalPartialResult next() {
        if (delivering || cancelled || demand == 0 || kept.isEmpty()) {
            return null;
        }
        delivering = true;
        demand--;
        return kept.poll();
    }

    /** Receives the parts from the engine. */
    private final class Taker implements Subscriber<DelayedIncrementalPartialResult> {
        private final ExecutionResult answer;
        private final List<GraphQLError> errors;
        private final CompletableFuture<ExecutionResult> all = new CompletableFuture<>();

        Taker(ExecutionResult answer) {
            this.answer = answer;
            this.errors = new ArrayList<>(answer.getErrors());
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(DelayedIncrementalPartialResult part) {
            if (part.getIncremental() != null) {
                part.getIncremental().stream()
                        .filter(item -> item.getErrors() != null)
                        .forEach(item -> errors.addAll(item.getErrors()));
            }
            add(part);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(ExecutionResult.newExecutionResult()
                    .from(answer)
                    .errors(errors)
                    .build());
        }
    }
}
