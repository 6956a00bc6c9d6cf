package org.synctoasync.graphql.error;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;

/**
 * Failures that clients are not told: they get an id, under which the log has the failure.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class InternalErrors {
    private static final System.Logger LOG = System.getLogger(InternalErrors.class.getName());

    private InternalErrors() {}

    /**
     * Logs a failure.
     *
     * @param place where it was met; may be empty
     * @return the id that client and log share
     */
    public static String log(Throwable failure, String place) {
        String id = UUID.randomUUID().toString();
        try {
            LOG.log(
                    Level.ERROR,
                    "Error " + id + (place.isEmpty() ? "" : " at " + LogSanitizer.of(place)),
                    LogSanitizer.of(failure));
        } catch (Throwable unlogged) {
            LOG.log(
                    Level.ERROR,
                    "Error {0} cannot be logged: {1}",
                    id,
                    unlogged.getClass().getName());
        }
        return id;
    }

    /** What the client is told. */
    public static String message(String id) {
        return "Internal error; the server's log has it under " + id;
    }

    /** The same for programs. */
    public static Map<String, Object> extensions(String id) {
        return Map.of("code", ErrorCodes.INTERNAL_ERROR, "id", id);
    }
}
