package org.synctoasync.http.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Receives the server's events of one socket.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time.
 */
public final class SocketEndpoint extends Endpoint {
    private static final System.Logger LOG = System.getLogger(SocketEndpoint.class.getName());

    private final Sockets sockets;
    private volatile @Nullable Socket socket;

    SocketEndpoint(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Socket opened = sockets.open(session);
        socket = opened;
        session.addMessageHandler(String.class, new TextParts(opened, sockets.mostBytes()));
        session.addMessageHandler(ByteBuffer.class, new MessageHandler.Partial<ByteBuffer>() {
            @Override
            public void onMessage(ByteBuffer bytes, boolean last) {
                opened.close(SocketClose.BAD_MESSAGE, "A message is text");
            }
        });
        session.addMessageHandler(PongMessage.class, new MessageHandler.Whole<PongMessage>() {
            @Override
            public void onMessage(PongMessage pong) {
                opened.heard();
            }
        });
        opened.opened();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        ended();
    }

    @Override
    public void onError(Session session, Throwable failure) {
        LOG.log(Level.DEBUG, "A socket has failed", failure);
        ended();
    }

    private void ended() {
        Socket gone = socket;
        if (gone != null) {
            gone.release();
        }
    }
}
