package org.synctoasync.http.exchange;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What is to be released at the end of an exchange, each once, whenever it is added.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Releases {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    /** Adds one, which is run at once if the end has been. */
    void add(Runnable release) {
        waiting.add(release);
        if (ended) {
            run();
        }
    }

    /** Runs all, whatever they throw. */
    void run() {
        ended = true;
        for (Runnable each = waiting.poll(); each != null; each = waiting.poll()) {
            Safely.run("The end of a request", each);
        }
    }
}
