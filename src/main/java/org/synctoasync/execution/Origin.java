package org.synctoasync.execution;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the thread that brings a request has: the server's context (identity, naming, class loader) and what the carriers carry. For
 * a request that is submitted later and by another thread, such as one that reads the body as it comes in.
 *
 * <p><b>Threading:</b> made on the thread that brings the request; handed over to the lane's. Serves one request.
 */
public final class Origin {
    private final Contexts contexts;
    private final Runnable contextual;
    private volatile @Nullable Runnable task;

    Origin(Threads threads) {
        contexts = Contexts.capture(threads.carriers());
        contextual = threads.contextual().apply(this::runTask);
    }

    Contexts contexts() {
        return contexts;
    }

    /** Runs a task on this thread, in the server's context of the thread that brought the request. */
    void run(Runnable inContext) {
        task = inContext;
        contextual.run();
    }

    private void runTask() {
        Objects.requireNonNull(task).run();
    }
}
