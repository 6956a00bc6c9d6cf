package org.synctoasync.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client that sends any bytes to a port, also those that no well-behaved client would send, and reads the response.
 */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 15_000;

    private final int port;

    /** Creates a client of a port of this machine. */
    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * An HTTP response.
     *
     * @param status its status; 0 if the connection was closed without a response; -1 if neither happened in time
     * @param head the status line and the headers
     * @param body the body
     */
    public record Answer(int status, String head, String body) {
        /** The value of a header. */
        public Optional<String> header(String name) {
            return Stream.of(head.split("\r\n"))
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** Sends a request and reads its response. */
    public Answer ask(byte[] request) throws IOException {
        return ask(request, PATIENCE_MILLIS);
    }

    /** Sends a request and reads its response if it arrives in time. */
    public Answer ask(byte[] request, int millis) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(millis);
            try {
                socket.getOutputStream().write(request);
            } catch (IOException closed) {
                // There may be a response nevertheless
            }
            return read(socket.getInputStream());
        }
    }

    /** Opens a connection and sends a part of a request. */
    public Socket open(byte[] part) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(part);
        return socket;
    }

    /** Reads one response. */
    public static Answer read(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            String head = head(in, bytes);
            if (head.startsWith("HTTP/1.1 100")) {
                head = head(in, bytes);
            }
            return head.isEmpty() ? new Answer(0, "", "") : new Answer(status(head), head, body(head, in));
        } catch (SocketTimeoutException late) {
            return new Answer(-1, "", bytes.toString(StandardCharsets.UTF_8));
        } catch (IOException reset) {
            return new Answer(0, "", bytes.toString(StandardCharsets.UTF_8));
        }
    }

    private static int status(String head) {
        return Integer.parseInt(head.substring(9, 12));
    }

    /** Reads the head of a response, for example of one that requests the body. */
    public static String readHead(InputStream in) throws IOException {
        return head(in, new ByteArrayOutputStream());
    }

    /** The head, or an empty text if the connection ends before the end of the head. */
    private static String head(InputStream in, ByteArrayOutputStream bytes) throws IOException {
        bytes.reset();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            bytes.write(octet);
            head = octet == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
        }
        return head;
    }

    private static String body(String head, InputStream in) throws IOException {
        Optional<String> length = new Answer(0, head, "").header("Content-Length");
        byte[] body = length.isPresent()
                ? in.readNBytes(Integer.parseInt(length.get()))
                : status(head) == 204 ? new byte[0] : in.readAllBytes();
        return new String(body, StandardCharsets.UTF_8);
    }
}
