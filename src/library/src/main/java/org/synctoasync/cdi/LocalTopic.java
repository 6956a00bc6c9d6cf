package org.synctoasync.cdi;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.SerialExecutor;
import org.synctoasync.resolver.SlowSubscriberException;
import org.synctoasync.resolver.Topic;

/**
 * A topic within this application.
 *
 * <p><b>Threading:</b> may be used by any thread; one managed thread at a time serves all subscribers.
 */
final class LocalTopic<T> implements Topic<T> {
    private static final int MOST_KEPT = 256;

    private final SubmissionPublisher<T> publisher;
    private final Consumer<Runnable> afterCommit;

    /**
     * Creates a topic.
     *
     * @param afterCommit runs an action when the caller's transaction is committed
     * @param threads provides managed threads
     */
    LocalTopic(Consumer<Runnable> afterCommit, Executor threads) {
        this.publisher = new SubmissionPublisher<>(new SerialExecutor(threads), MOST_KEPT);
        this.afterCommit = afterCommit;
    }

    @Override
    public void publish(T event) {
        afterCommit.accept(() -> publisher.offer(event, LocalTopic::drop));
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        publisher.subscribe(new Served<>(subscriber));
    }

    void close() {
        publisher.close();
    }

    private static <T> boolean drop(Flow.Subscriber<? super T> subscriber, T event) {
        ((Served<?>) subscriber).lags = true;
        return false; // do not try again
    }

    /** A subscriber, and whether it has missed an event. */
    private static final class Served<T> implements Flow.Subscriber<T> {
        private final Flow.Subscriber<? super T> subscriber;
        private Flow.@Nullable Subscription subscription;
        private volatile boolean lags;

        Served(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscriber.onSubscribe(given);
        }

        /**
         * Delivers an event. A subscriber that has missed an event receives an error as soon as it requests another
         * one.
         */
        @Override
        public void onNext(T event) {
            Flow.Subscription ending = subscription;
            if (lags && ending != null) {
                ending.cancel();
                subscriber.onError(new SlowSubscriberException(MOST_KEPT));
            } else {
                subscriber.onNext(event);
            }
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
}
