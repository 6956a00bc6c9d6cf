package org.synctoasync.graphql.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that was sent with the request: the value of the scalar {@code Upload}, as an argument of a resolver or inside
 * one (GraphQL multipart request specification). The file exists until the response is sent.
 *
 * <p><b>Threading:</b> any thread may use it.
 */
public interface Upload {
    /**
     * The file name that the client sent, without directories; empty if there is none. It never names a file on the
     * server.
     */
    String filename();

    /** The media type that the client sent, which may be wrong; {@code application/octet-stream} if there is none. */
    String contentType();

    /** The number of bytes in the file. */
    long size();

    /**
     * Opens the file at its first byte. It can be called any number of times.
     *
     * @throws IOException if the file cannot be read, or the response was already sent
     */
    InputStream open() throws IOException;
}
