package org.synctoasync.http.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The header {@code Connection}, which HTTP/2 does not have.
 *
 * <p><b>Threading:</b> stateless.
 */
public final class ConnectionHeader {
    private ConnectionHeader() {}

    /**
     * Sets a response header, except {@code Connection} over HTTP/2, which does not have this header (RFC 9113, section
     * 8.2.2). There only the stream ends, and the connection serves its other streams.
     */
    public static void set(HttpServletRequest request, HttpServletResponse response, String name, String value) {
        if (!name.equals("Connection") || isHttp1(request)) {
            response.setHeader(name, value);
        }
    }

    /** Whether the request was sent over HTTP/1.1 or 1.0. */
    public static boolean isHttp1(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/1.");
    }
}
