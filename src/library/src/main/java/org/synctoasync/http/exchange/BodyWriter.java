package org.synctoasync.http.exchange;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a long response as fast as its client reads it, without a thread that waits for the client.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time.
 */
final class BodyWriter implements WriteListener {
    /** Shorter responses are written at once: they fit into the buffers of server and connection. */
    static final int LONG = 8192;

    private static final int PART = 32_768;

    private final ServletOutputStream out;
    private final byte[] body;
    private final Receiver receiver;
    private int sent;
    private boolean ended;

    /** Receives the end of the writing. */
    interface Receiver {
        /**
         * The response is written completely, or nothing more can be written.
         *
         * @param failure why the response is incomplete; null if it is complete
         */
        void written(@Nullable Throwable failure);
    }

    BodyWriter(ServletOutputStream out, byte[] body, Receiver receiver) {
        this.out = out;
        this.body = body;
        this.receiver = receiver;
    }

    @Override
    public void onWritePossible() {
        try {
            write();
        } catch (Throwable failure) { // the server would report it to nobody
            end(failure);
        }
    }

    private void write() throws IOException {
        while (sent < body.length && out.isReady()) {
            int count = Math.min(PART, body.length - sent);
            sent += count;
            out.write(body, sent - count, count);
        }
        if (sent == body.length && out.isReady()) {
            end(null);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    private void end(@Nullable Throwable failure) {
        if (!ended) {
            ended = true;
            receiver.written(failure);
        }
    }
}
