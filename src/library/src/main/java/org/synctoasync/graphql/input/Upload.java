package org.synctoasync.graphql.input;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that came with the request: the value of the scalar {@code Upload}, as an argument of a resolver or in one (GraphQL multipart
 * request specification). It is there until the request has its answer.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public interface Upload {
    /** The file's name as the client has it, without directories; empty if there is none. Never the name of a file of the server's. */
    String filename();

    /** The media type as the client has it, which may be wrong; {@code application/octet-stream} if there is none. */
    String contentType();

    /** How many bytes the file has. */
    long size();

    /**
     * The file's bytes from the first on, as often as it is called.
     *
     * @throws IOException if the file cannot be read, or the request has its answer
     */
    InputStream open() throws IOException;
}
