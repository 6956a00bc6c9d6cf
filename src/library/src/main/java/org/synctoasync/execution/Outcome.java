package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a task or a stage: a value, or the exception itself without a {@link CompletionException} around it.
 *
 * <p><b>Threading:</b> immutable.
 */
record Outcome<T extends @Nullable Object>(
        @Nullable T value, @Nullable Throwable failure) {
    Outcome {
        failure = failure == null ? null : readable(failure);
    }

    static <T extends @Nullable Object> Outcome<T> of(Callable<T> task) {
        try {
            return new Outcome<>(task.call(), null);
        } catch (Throwable thrown) { // Errors must reach the client too
            return new Outcome<>(null, unwrapped(thrown));
        }
    }

    /** Calls back when a stage is completed, on the thread that completes it. */
    static <T extends @Nullable Object> void whenDone(CompletionStage<T> stage, Consumer<Outcome<T>> then) {
        stage.whenComplete(
                (value, failure) -> then.accept(new Outcome<>(value, failure == null ? null : unwrapped(failure))));
    }

    /** Applies a function to the value. Returns the same outcome if there is no value. */
    Outcome<T> map(UnaryOperator<T> then) {
        T present = value;
        return present == null ? this : of(() -> then.apply(present));
    }

    void settle(CompletableFuture<T> result) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    /**
     * Ensures that an exception has a text that can be read. Each stage that passes an exception on puts this text into
     * another exception; without a text, the stages would break.
     */
    private static Throwable readable(Throwable failure) {
        try {
            return failure.toString() == null ? unreadable(failure) : failure;
        } catch (Throwable another) {
            return unreadable(failure);
        }
    }

    private static Throwable unreadable(Throwable failure) {
        return new IllegalStateException(failure.getClass().getName() + " has no message that can be read", failure);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
