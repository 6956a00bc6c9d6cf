package org.synctoasync.execution;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the thread that brings a request has: the server's context (identity, naming, class loader) and what the carriers carry. For
 * a request that is submitted later and by another thread, such as one that reads the body as it comes in.
 *
 * <p><b>Threading:</b> made on the thread that brings the request, and handed over to the lane's. Serves one operation, since the
 * server's context takes up the transaction that is begun in it.
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

    /** The same, for another operation. */
    public RequestContext again() {
        return again(contexts);
    }

    /** The same, for an operation that goes on when the request is over, and shares nothing with other operations. */
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

    /** Calls what needs no lane on this thread, with all that the thread had that brought the request. */
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

    /** Runs a task on this thread, in the server's context of the thread that brought the request. */
    void run(Runnable task) {
        server.execute(task);
    }
}
