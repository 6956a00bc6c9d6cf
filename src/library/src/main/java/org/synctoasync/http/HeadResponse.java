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
 * The answer to a HEAD request: the head that GET has, without a body. Payara sends over HTTP/2 what a servlet writes to such an answer,
 * and clients end the stream with an error then.
 *
 * <p><b>Threading:</b> as the answer behind it.
 */
final class HeadResponse extends HttpServletResponseWrapper {
    private HeadResponse(HttpServletResponse response) {
        super(response);
    }

    /** The answer to a request, without a body if the request is HEAD. */
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

    /** Takes all and sends nothing. */
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
