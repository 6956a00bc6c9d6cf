package org.synctoasync.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.server.HandshakeRequest;
import java.util.Map;
import org.synctoasync.http.execute.ConnectionInit;

/** Rejects clients with a bad token. */
@ApplicationScoped
public class Gatekeeper implements ConnectionInit {
    @Override
    public boolean accepts(Map<String, Object> payload, HandshakeRequest handshake) {
        return !"bad".equals(payload.get("token"));
    }

    /** Throws on some tokens, which rejects them. */
    @ApplicationScoped
    public static class Faulty implements ConnectionInit {
        @Override
        public boolean accepts(Map<String, Object> payload, HandshakeRequest handshake) {
            if ("boom".equals(payload.get("token"))) {
                throw new IllegalStateException("SELECT secret FROM tokens");
            }
            return true;
        }
    }
}
