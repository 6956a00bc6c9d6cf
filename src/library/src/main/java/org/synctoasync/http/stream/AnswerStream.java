package org.synctoasync.http.stream;

import graphql.ExecutionResult;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.synctoasync.http.exchange.Safely;

/**
 * The responses to an operation, one or many, taken one at a time. A subscription's source is asked for the next
 * response only after the client has received the last one. A source that publishes without a request is cancelled,
 * because its responses would have to be stored.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor, which is not held during calls to other
 * objects.
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

    /** Receives the responses: one call after each {@link AnswerStream#next}. */
    public interface Taker {
        /** Receives a response. */
        void answer(ExecutionResult answer);

        /**
         * There are no more responses.
         *
         * @param failure why the source has ended early; null if it has ended normally
         */
        void end(@Nullable Throwable failure);
    }

    /**
     * Makes a stream, and calls nothing yet.
     *
     * @param result the engine's result: a response, or the source of a subscription's responses
     */
    @SuppressWarnings("unchecked") // the engine publishes no other type
    public AnswerStream(ExecutionResult result, Taker taker) {
        this.source = result.getData() instanceof Publisher<?> answers
                ? (Publisher<ExecutionResult>) answers
                : subscriber -> subscriber.onSubscribe(new Only(result, subscriber));
        this.taker = taker;
    }

    /** Requests the next response, or the end; must not be called before the last response has been taken. */
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

    /** Calls the source. A source must not throw; if it does, the stream has ended. */
    private void call(Runnable request) {
        try {
            request.run();
        } catch (Throwable thrown) {
            end(thrown);
            cancelSource();
        }
    }

    /** Ends the stream; no further response is delivered. */
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

    /** Notes the end; false if the stream has ended before. */
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

    /** The subscription to a single response. */
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
