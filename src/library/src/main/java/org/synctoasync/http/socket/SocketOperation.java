package org.synctoasync.http.socket;

import graphql.ExecutionResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.http.request.RequestError;
import org.synctoasync.http.stream.AnswerStream;

/**
 * One operation over a socket, from its message {@code subscribe} to its end. It requests the next response after the
 * last one is sent.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor, which is not held during calls to other
 * objects.
 */
final class SocketOperation implements AnswerStream.Taker {
    private final String id;
    private final Receiver receiver;
    private @Nullable CompletableFuture<ExecutionResult> execution;
    private @Nullable AnswerStream answers;
    private boolean cancelled;

    /** Receives the events of an operation. */
    interface Receiver {
        /** There is a response; {@link SocketOperation#next} must be called after it is sent. */
        void answer(SocketOperation operation, ExecutionResult answer);

        /** There are no more responses. */
        void complete(SocketOperation operation);

        /** The operation was not executed, or has failed; there are no more responses. */
        void error(SocketOperation operation, ExecutionResult errors);
    }

    SocketOperation(String id, Receiver receiver) {
        this.id = id;
        this.receiver = receiver;
    }

    String id() {
        return id;
    }

    /** Waits for the engine's result without blocking, and passes it on. */
    void follow(CompletableFuture<ExecutionResult> executing) {
        synchronized (this) {
            execution = executing;
        }
        if (isCancelled()) {
            executing.cancel(true);
        }
        CompletionStage<ExecutionResult> stage = executing;
        stage.whenComplete((result, failure) -> {
            try {
                executed(result, failure);
            } catch (Throwable thrown) { // the stage would keep it unnoticed
                end(thrown);
            }
        });
    }

    private void executed(@Nullable ExecutionResult result, @Nullable Throwable failure) {
        if (result == null) {
            end(failure);
        } else if (!result.isDataPresent()) {
            receiver.error(this, result);
        } else {
            AnswerStream stream = new AnswerStream(result, this);
            synchronized (this) {
                answers = stream;
            }
            if (!isCancelled()) {
                stream.next();
            }
        }
    }

    /** Requests the next response. */
    void next() {
        AnswerStream stream = stream();
        if (stream != null) {
            stream.next();
        }
    }

    /** Ends the operation; it reports nothing more. */
    void cancel() {
        CompletableFuture<ExecutionResult> executing;
        synchronized (this) {
            cancelled = true;
            executing = execution;
        }
        if (executing != null) {
            executing.cancel(true);
        }
        AnswerStream stream = stream();
        if (stream != null) {
            stream.cancel();
        }
    }

    @Override
    public void answer(ExecutionResult answer) {
        receiver.answer(this, answer);
    }

    @Override
    public void end(@Nullable Throwable failure) {
        if (failure == null) {
            receiver.complete(this);
        } else if (!isCancelled()) {
            receiver.error(this, RequestError.response(failure));
        }
    }

    private synchronized @Nullable AnswerStream stream() {
        return answers;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }
}
