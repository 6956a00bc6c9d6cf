package org.synctoasync.graphql.error;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;

/**
 * Logs failures whose details clients must not see. The client gets an id, and the log has the failure under this id.
 *
 * <p><b>Threading:</b> any thread may use it.
 */
public final class InternalErrors {
    private static final System.Logger LOG = System.getLogger(InternalErrors.class.getName());

    private InternalErrors() {}

    /**
     * Logs a failure.
     *
     * @param place where the failure occurred; may be empty
     * @return the id that the response and the log share
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

    /** The message for the client. */
    public static String message(String id) {
        return "Internal error; the server's log has it under " + id;
    }

    /** The extensions of the error, for client programs. */
    public static Map<String, Object> extensions(String id) {
        return Map.of("code", ErrorCodes.INTERNAL_ERROR, "id", id);
    }
}
