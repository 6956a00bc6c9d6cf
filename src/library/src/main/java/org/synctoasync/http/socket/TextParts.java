package org.synctoasync.http.socket;

import jakarta.websocket.MessageHandler;
import org.synctoasync.deployment.DoorSetting;

/**
 * Joins the parts of a socket's messages, up to the maximum length. The servers could join them, but then WildFly
 * bounds no message, and Payara bounds only messages that arrive in parts.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time.
 */
final class TextParts implements MessageHandler.Partial<String> {
    private final Socket socket;
    private final int most;
    private StringBuilder held = new StringBuilder();
    private boolean refused;

    TextParts(Socket socket, int most) {
        this.socket = socket;
        this.most = most;
    }

    @Override
    public void onMessage(String part, boolean last) {
        if (refused) {
            return;
        }
        socket.heard(); // a long message may take longer than a client may be silent
        if (held.length() + part.length() > most) {
            refused = true;
            held = new StringBuilder();
            socket.close(
                    SocketClose.TOO_LONG,
                    "A message has more than " + most + ", the limit; the setting is "
                            + DoorSetting.MAX_BODY_SIZE.key());
            return;
        }
        held.append(part);
        if (last) {
            String whole = held.toString();
            held = new StringBuilder();
            socket.message(whole);
        }
    }
}
