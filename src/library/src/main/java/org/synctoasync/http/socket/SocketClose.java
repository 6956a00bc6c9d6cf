package org.synctoasync.http.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.synctoasync.http.request.RequestError;

/**
 * The codes with which sockets are closed: those of the protocol graphql-transport-ws, and of RFC 6455.
 *
 * <p>A code determines whether the client connects again. The client of graphql-ws does so after {@link #GOING_AWAY},
 * {@link #TRY_AGAIN_LATER}, {@link #FORBIDDEN} and {@link #INIT_TIMEOUT}. It treats the others as errors of its
 * application, and gives up.
 */
final class SocketClose {
    static final int GOING_AWAY = 1001;
    static final int TOO_LONG = 1009;
    static final int INTERNAL_ERROR = 1011;

    /** The client may be asleep or slow, or the server is full: the client has made no error. */
    static final int TRY_AGAIN_LATER = 1013;

    static final int BAD_MESSAGE = 4400;
    static final int UNAUTHORIZED = 4401;
    static final int FORBIDDEN = 4403;
    static final int BAD_PROTOCOL = 4406;
    static final int INIT_TIMEOUT = 4408;
    static final int ID_IN_USE = 4409;
    static final int SECOND_INIT = 4429;

    private static final System.Logger LOG = System.getLogger(SocketClose.class.getName());
    private static final int MOST_BYTES = 123; // RFC 6455, section 5.5

    private SocketClose() {}

    /** The code for an exception that a message has caused. */
    static int codeOf(Throwable failure) {
        return failure instanceof RequestError ? BAD_MESSAGE : INTERNAL_ERROR;
    }

    /** Closes a socket; the client may be gone already. */
    static void close(Session session, int code, String reason) {
        try {
            session.close(new CloseReason(() -> code, fitting(reason)));
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.DEBUG, "The client left before it was told why its socket is closed", gone);
        }
    }

    private static String fitting(String reason) {
        String cut = reason.length() <= MOST_BYTES ? reason : reason.substring(0, MOST_BYTES);
        return cut.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES ? cut : "";
    }
}
