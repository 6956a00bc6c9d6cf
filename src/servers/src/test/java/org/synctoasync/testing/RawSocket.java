package org.synctoasync.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A WebSocket client (RFC 6455) that sends any frame, also those that no well-behaved client would send. */
public final class RawSocket implements AutoCloseable {
    /** The code for a connection that ends without a close frame. */
    public static final int CUT = 1006;

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int SMALL = 4096;

    private final Socket socket;
    private final DataInputStream in;
    private final String head;
    private int closedBy;

    private RawSocket(Socket socket, Map<String, String> headers) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        StringBuilder request = new StringBuilder("GET /graphql HTTP/1.1\r\nHost: localhost:" + socket.getPort()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
        head = readHead();
    }

    /** Opens a socket of the protocol graphql-transport-ws. */
    public static RawSocket open(int port) throws IOException {
        return open(port, Map.of("Sec-WebSocket-Protocol", "graphql-transport-ws"));
    }

    /** Tries to open a socket. The server may reject the handshake. */
    public static RawSocket open(int port, Map<String, String> headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("localhost", port));
        return new RawSocket(socket, headers);
    }

    /** The head of the response to the handshake. */
    public String head() {
        return head;
    }

    /** Sends the message connection_init and waits for the acknowledgement. */
    public RawSocket init() throws IOException {
        send("{\"type\":\"connection_init\"}");
        String answer = next();
        if (!answer.contains("connection_ack")) {
            throw new IOException("instead of connection_ack: " + answer);
        }
        return this;
    }

    /** Starts an operation. */
    public void subscribe(String id, String query) throws IOException {
        send("{\"type\":\"subscribe\",\"id\":\"" + id + "\",\"payload\":{\"query\":\"" + query + "\"}}");
    }

    /** Sends a text message. */
    public void send(String text) throws IOException {
        frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends a frame.
     *
     * @param last whether it is the last frame of its message
     * @param opcode 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
     */
    public void frame(boolean last, int opcode, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift));
            }
        }
        frame.write(new byte[4]); // a mask that changes nothing
        frame.write(payload);
        try {
            socket.getOutputStream().write(frame.toByteArray());
        } catch (SocketException refused) {
            closedBy = closedBy == 0 ? CUT : closedBy; // earlier messages may still be read
        }
    }

    /** The next text message, or {@code closed CODE} if there are no more messages. */
    public String next() throws IOException {
        try {
            while (closedBy == 0 || in.available() > 0) {
                int first = in.readUnsignedByte();
                byte[] payload = new byte[length(in.readUnsignedByte() & 0x7F)];
                in.readFully(payload);
                switch (first & 0xF) {
                    case TEXT -> {
                        return new String(payload, StandardCharsets.UTF_8);
                    }
                    case PING -> frame(true, PONG, payload);
                    case CLOSE -> closedBy = payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
                    default -> {}
                }
            }
        } catch (EOFException | SocketException ended) {
            closedBy = closedBy == 0 ? CUT : closedBy;
        }
        return "closed " + closedBy;
    }

    /** Reads until the end and returns the server's close code. */
    public int closed() throws IOException {
        String message = next();
        while (!message.startsWith("closed ")) {
            message = next();
        }
        return closedBy;
    }

    /** Ends the connection without a close frame. */
    public void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int length(int small) throws IOException {
        return switch (small) {
            case 126 -> in.readUnsignedShort();
            case 127 -> (int) in.readLong();
            default -> small;
        };
    }

    private String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        return text.toString();
    }
}
