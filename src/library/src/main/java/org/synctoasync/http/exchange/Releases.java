package org.synctoasync.http.exchange;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The actions to run at the end of an exchange. Each runs once, even if it is added after the end.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Releases {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /** Adds an action; runs it at once if the exchange has ended. */
    void add(Runnable release) {
        waiting.add(release);
        if (ended) {
            run();
        }
    }

    /** Runs all actions, even if some throw. */
    void run() {
        ended = true;
        for (Runnable each = waiting.poll(); each != null; each = waiting.poll()) {
            Safely.run("The end of a request", each);
        }
    }
}
