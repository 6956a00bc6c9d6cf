package org.synctoasync.deployment;

/**
 * Something without which the application is not ready to serve. All CDI beans of this type are asked, those of the application too.
 *
 * <p><b>Threading:</b> asked on threads of the server's, by one at a time; what takes too long counts as failed.
 */
public interface ReadinessCheck {
    /** What it is about, in letters and dashes. */
    String name();

    /**
     * Checks it.
     *
     * @throws Exception if it is not in order; the reason is for the log
     */
    void check() throws Exception;
}
