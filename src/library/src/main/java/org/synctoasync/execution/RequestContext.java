package org.synctoasync.execution;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of the thread that receives a request: the server's context (identity, naming, class loader) and the
 * state that the carriers carry. It is for a request that another thread submits later, such as a thread that reads the
 * body as it arrives.
 *
 * <p><b>Threading:</b> created on the thread that receives the request, and handed over to the lane's thread. It serves
 * one operation, because the server's context takes up the transaction that begins in it.
 */
public final class RequestContext {
    private final Supplier<Executor> contextual;
    private final Executor server;
    private final Contexts contexts;

    RequestContext(Supplier<Executor> contextual, Contexts contexts) {
        this.contextual = contextual;
        this.server = contextual.get();
        this.contexts = contexts;
    }

    /** Returns the same context for another operation. */
    public RequestContext again() {
        return again(contexts);
    }

    /**
     * Returns the same context for an operation that continues after the request and shares nothing with other
     * operations.
     */
    public RequestContext detached() {
        return again(contexts.detached());
    }

    private RequestContext again(Contexts its) {
        AtomicReference<@Nullable RequestContext> another = new AtomicReference<>();
        server.execute(() -> another.set(new RequestContext(contextual, its)));
        return Objects.requireNonNull(another.get());
    }

    Contexts contexts() {
        return contexts;
    }

    /**
     * Calls a task that needs no lane on the calling thread, in the full context of the thread that received the
     * request.
     */
    public <T> T call(Supplier<T> task) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        server.execute(() -> {
            Contexts.Restored restored = contexts.restore();
            try {
                result.set(task.get());
            } finally {
                restored.undo();
            }
        });
        return Objects.requireNonNull(result.get());
    }

    /** Runs a task on the calling thread, in the server's context of the thread that received the request. */
    void run(Runnable task) {
        server.execute(task);
    }
}
