package org.synctoasync.http.stream;

import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.synctoasync.http.exchange.Safely;

/**
 * The answers to an operation, one or many, taken one at a time: nothing is asked of a subscription's source before the client has what
 * came before. A source that publishes unasked is given up, since what it publishes would have to be kept.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor, which is not held while others are called.
 */
public final class AnswerStream implements Subscriber<ExecutionResult> {
    private static final String CANCELLING = "The cancelling of a subscription's source";

    private final Publisher<ExecutionResult> source;
    private final Taker taker;
    private @Nullable Subscription subscription;
    private boolean wanted;
    private boolean over;
    private boolean cancelled;
    private @Nullable Throwable failure;

    /** Takes what comes: one call after each {@link AnswerStream#next}. */
    public interface Taker {
        /** Takes an answer. */
        void answer(ExecutionResult answer);

        /**
         * There are no more answers.
         *
         * @param failure why the source has ended early; null if it has come to its end
         */
        void end(@Nullable Throwable failure);
    }

    /**
     * Makes a stream; nothing is called yet.
     *
     * @param result what the engine made: an answer, or the source of a subscription's answers
     */
    @SuppressWarnings("unchecked") // the engine publishes nothing else
    public AnswerStream(ExecutionResult result, Taker taker) {
        this.source = result.getData() instanceof Publisher<?> answers
                ? (Publisher<ExecutionResult>) answers
                : subscriber -> subscriber.onSubscribe(new Only(result, subscriber));
        this.taker = taker;
    }

    /** Asks for the next answer, or the end; not before the last one has been taken. */
    public void next() {
        Subscription running;
        boolean ended;
        synchronized (this) {
            ended = over;
            wanted = !ended && !cancelled;
            running = subscription;
        }
        if (ended) {
            taker.end(failure);
        } else {
            call(running == null ? () -> source.subscribe(this) : () -> running.request(1));
        }
    }

    /** A source that throws, which none may, has ended. */
    private void call(Runnable request) {
        try {
            request.run();
        } catch (Throwable thrown) {
            end(thrown);
            cancelSource();
        }
    }

    /** Ends the stream; nothing is taken any more. */
    public void cancel() {
        Subscription running;
        synchronized (this) {
            cancelled = true;
            wanted = false;
            running = subscription;
        }
        if (running != null) {
            Safely.run(CANCELLING, running::cancel);
        }
    }

    @Override
    public void onSubscribe(Subscription given) {
        boolean unwanted;
        synchronized (this) {
            unwanted = cancelled || subscription != null;
            subscription = unwanted ? subscription : given;
        }
        if (unwanted) {
            Safely.run(CANCELLING, given::cancel);
        } else {
            call(() -> given.request(1));
        }
    }

    @Override
    public void onNext(ExecutionResult answer) {
        if (take()) {
            taker.answer(answer);
        } else if (finish(
                new IllegalStateException("The source of a subscription publishes more than it was asked for"))) {
            cancelSource();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end(thrown);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable thrown) {
        if (finish(thrown) && take()) {
            taker.end(thrown);
        }
    }

    /** Notes the end; false if there has been one. */
    private synchronized boolean finish(@Nullable Throwable thrown) {
        boolean first = !over && !cancelled;
        if (first) {
            over = true;
            failure = thrown;
        }
        return first;
    }

    private synchronized boolean take() {
        boolean asked = wanted;
        wanted = false;
        return asked;
    }

    private void cancelSource() {
        Subscription running;
        synchronized (this) {
            running = subscription;
        }
        if (running != null) {
            Safely.run(CANCELLING, running::cancel);
        }
    }

    /** The subscription to an only answer. */
    private static final class Only implements Subscription {
        private final Subscriber<? super ExecutionResult> subscriber;
        private @Nullable ExecutionResult answer;

        Only(ExecutionResult answer, Subscriber<? super ExecutionResult> subscriber) {
            this.answer = answer;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            ExecutionResult given = take();
            if (given != null) {
                subscriber.onNext(given);
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            take();
        }

        private synchronized @Nullable ExecutionResult take() {
            ExecutionResult taken = answer;
            answer = null;
            return taken;
        }
    }
}
