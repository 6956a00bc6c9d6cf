package org.synctoasync.http.socket;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.Supplier;

/**
 * Opens the sockets whose handshakes the filter has accepted.
 *
 * <p><b>Threading:</b> called on the server's threads. Immutable.
 */
public final class SocketConfigurator extends ServerEndpointConfig.Configurator {
    public static final String PROTOCOL = "graphql-transport-ws";

    private final Supplier<Sockets> sockets;

    public SocketConfigurator(Supplier<Sockets> sockets) {
        this.sockets = sockets;
    }

    @Override
    public boolean checkOrigin(String origin) {
        return true; // the filter has checked the whole request
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.contains(PROTOCOL) ? PROTOCOL : "";
    }

    /**
     * Stores the handshake in the properties, which belong to this connection alone (Jakarta WebSocket 2.1, section
     * 3.1.4).
     */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Handshake handshake = Handshake.current();
        if (handshake != null) {
            config.getUserProperties().put(Handshake.class.getName(), handshake);
            config.getUserProperties().put(HandshakeRequest.class.getName(), request);
        }
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(new SocketEndpoint(sockets.get()));
    }
}
