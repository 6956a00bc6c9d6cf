package org.synctoasync.execution;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks that can be cancelled while they run.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class RunningTasks {
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    <T> T run(Callable<T> task, Runnable cancel) throws Exception {
        Running entry = new Running(cancel);
        running.add(entry);
        try {
            return task.call();
        } finally {
            entry.end();
            running.remove(entry);
        }
    }

    void cancel() {
        running.forEach(Running::cancel);
    }

    private static final class Running {
        private final Runnable cancel;
        private boolean ended;

        Running(Runnable cancel) {
            this.cancel = cancel;
        }

        synchronized void end() {
            ended = true;
        }

        synchronized void cancel() {
            if (!ended) {
                cancel.run();
            }
        }
    }
}
