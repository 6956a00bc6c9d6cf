package org.synctoasync.http.exchange;

import java.lang.System.Logger.Level;

/**
 * Calls what belongs to others, such as callbacks of the application: what it throws is logged, and its caller goes on.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class Safely {
    private static final System.Logger LOG = System.getLogger(Safely.class.getName());

    private Safely() {}

    /**
     * Runs a task.
     *
     * @param what what it is, for the log
     */
    public static void run(String what, Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, what + " has failed", failure);
        }
    }
}
