package org.synctoasync.deployment;

/**
 * A condition without which the application is not ready to serve. All CDI beans of this type are called, including the
 * application's own.
 *
 * <p><b>Threading:</b> called on threads of the server, by one thread at a time; a check that takes too long counts as
 * failed.
 */
public interface ReadinessCheck {
    /** The name of the check, in letters and dashes. */
    String name();

    /**
     * Checks the condition.
     *
     * @throws Exception if the condition is not met; the reason is written to the log
     */
    void check() throws Exception;
}
