package org.synctoasync.http.exchange;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands tasks over to other threads, one at a time. A task that arrives while another one runs is dropped, because it
 * will be submitted again.
 *
 * <p><b>Threading:</b> may be used by any thread, which it never blocks.
 */
public final class Handover {
    private final Executor threads;
    private final AtomicBoolean busy = new AtomicBoolean();

    public Handover(Executor threads) {
        this.threads = threads;
    }

    public void execute(Runnable task) {
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
