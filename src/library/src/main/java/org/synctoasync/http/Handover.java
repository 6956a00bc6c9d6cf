package org.synctoasync.http;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands tasks over to other threads, one at a time: a task that comes while one is under way is dropped, since it will come again.
 *
 * <p><b>Threading:</b> may be used by any thread, which it never blocks.
 */
final class Handover {
    private final Executor threads;
    private final AtomicBoolean busy = new AtomicBoolean();

    Handover(Executor threads) {
        this.threads = threads;
    }

    void execute(Runnable task) {
        if (busy.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    busy.set(false);
                }
            });
        }
    }
}
