package org.synctoasync.http.exchange;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time work, without a thread that waits.
 *
 * <p><b>Threading:</b> may be used by any thread; the first thread also does the work of threads that arrive meanwhile.
 */
public final class SerialTurns {
    private final AtomicInteger turns = new AtomicInteger();

    /**
     * Does all work that is possible now. If another thread is at work, that thread looks once more.
     *
     * @param work looks what there is to do, and does it; must not throw
     */
    public void run(Runnable work) {
        if (turns.getAndIncrement() == 0) {
            int taken = 1;
            while (taken != 0) {
                work.run();
                taken = turns.addAndGet(-taken);
            }
        }
    }
}
