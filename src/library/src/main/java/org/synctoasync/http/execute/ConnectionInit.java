package org.synctoasync.http.execute;

import jakarta.websocket.server.HandshakeRequest;
import java.util.Map;

/**
 * Decides whether a client may use the socket that it has opened, by the payload of its message {@code
 * connection_init}. An application supplies CDI beans of this type; all of them must accept.
 *
 * <p><b>Threading:</b> called on the server's threads, which must not be blocked.
 */
public interface ConnectionInit {
    /**
     * The key of the payload of {@code connection_init}, a map, in the user properties of the {@code Session} and in
     * the {@code GraphQLContext} of each operation over the socket.
     */
    String PAYLOAD = "org.synctoasync.connectionInit";

    /**
     * Whether the client may use the socket; otherwise the socket is closed with 4403.
     *
     * @param payload the payload of {@code connection_init}; empty if there is none
     * @param handshake the HTTP request that opened the socket
     */
    boolean accepts(Map<String, Object> payload, HandshakeRequest handshake);
}
