package org.synctoasync.http.exchange;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a long answer as fast as its client reads it, without a thread that waits for the client.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time.
 */
final class BodyWriter implements WriteListener {
    /** Shorter answers are written at once: they fit into what server and connection hold. */
    static final int LONG = 8192;

    private static final int PART = 32_768;

    private final ServletOutputStream out;
    private final byte[] body;
    private final Receiver receiver;
    private int sent;
    private boolean ended;

    /** Takes the end of the writing. */
    interface Receiver {
        /**
         * All is written, or no more can be.
         *
         * @param failure why not all; null if all is
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
        } catch (Throwable failure) { // else the server would tell nobody
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
