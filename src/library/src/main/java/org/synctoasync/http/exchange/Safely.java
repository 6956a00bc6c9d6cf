package org.synctoasync.http.exchange;

import java.lang.System.Logger.Level;

/**
 * Runs foreign code, such as callbacks of the application. An exception is logged, and the caller continues.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class Safely {
    private static final System.Logger LOG = System.getLogger(Safely.class.getName());

    private Safely() {}

    /**
     * Runs a task.
     *
     * @param what the name of the task, for the log
     */
    public static void run(String what, Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, what + " has failed", failure);
        }
    }
}
