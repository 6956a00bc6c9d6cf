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
public final class Origin {
    private final Supplier<Executor> contextual;
    private final Executor server;
    private final Contexts contexts;

    Origin(Supplier<Executor> contextual, Contexts contexts) {
        this.contextual = contextual;
        this.server = contextual.get();
        this.contexts = contexts;
    }

    /** The same, for another operation. */
    public Origin again() {
        AtomicReference<@Nullable Origin> another = new AtomicReference<>();
        server.execute(() -> another.set(new Origin(contextual, contexts)));
        return Objects.requireNonNull(another.get());
    }

    Contexts contexts() {
        return contexts;
    }

    /** Runs a task on this thread, in the server's context of the thread that brought the request. */
    void run(Runnable task) {
        server.execute(task);
    }
}
