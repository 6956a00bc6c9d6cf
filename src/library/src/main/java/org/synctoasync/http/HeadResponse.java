package org.synctoasync.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The response to a HEAD request: the headers of the GET response, without a body. Over HTTP/2, Payara sends the body
 * that a servlet writes to a HEAD response, and clients then end the stream with an error.
 *
 * <p><b>Threading:</b> as the wrapped response.
 */
final class HeadResponse extends HttpServletResponseWrapper {
    private HeadResponse(HttpServletResponse response) {
        super(response);
    }

    /** Wraps the response if the request is HEAD; otherwise returns the response itself. */
    static HttpServletResponse of(HttpServletRequest request, HttpServletResponse response) {
        return request.getMethod().equals("HEAD") ? new HeadResponse(response) : response;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Discarded();
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(Writer.nullWriter());
    }

    /** Accepts all bytes and sends none. */
    private static final class Discarded extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            try {
                listener.onWritePossible();
            } catch (IOException failure) {
                listener.onError(failure);
            }
        }

        @Override
        public void write(int octet) {}

        @Override
        public void write(byte[] octets, int from, int count) {}
    }
}
