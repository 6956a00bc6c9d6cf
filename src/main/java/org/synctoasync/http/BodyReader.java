package org.synctoasync.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it comes in, without a thread that waits for it. A body that nobody wants any more is read
 * on and thrown away: a server that is left with the rest would wait for it on a thread (WildFly), and a client that still sends
 * would not read its answer.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time; {@link #isLate} by another one.
 */
final class BodyReader implements ReadListener {
    /** How much of an unwanted body is read; then the connection is the server's to close. */
    private static final long MOST_DISCARDED = 32L << 20;

    private final ServletInputStream in;
    private final long most;
    private final Receiver receiver;
    private final long end;
    private final byte[] buffer = new byte[8192];
    private @Nullable ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long discarded;
    private volatile boolean ended;

    /** Takes what comes of a body; each method is called at most once. */
    interface Receiver {
        /** The body is there. */
        void whole(byte[] body);

        /** The body has more bytes than it may; the rest is thrown away. */
        void tooLong();

        /** The body will not come. */
        void lost(Throwable reason);

        /** Nothing more is read; called last, but for a body that is lost. */
        void ended();
    }

    /**
     * Makes a reader.
     *
     * @param most how many bytes the body may have
     * @param nanos how long it may take to come
     */
    BodyReader(ServletInputStream in, long most, long nanos, Receiver receiver) {
        this.in = in;
        this.most = most;
        this.receiver = receiver;
        this.end = System.nanoTime() + nanos;
    }

    /** Whether a request brings a body, as far as its header tells. */
    static boolean isPresent(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Has the rest of the body thrown away; to be called before the server calls the reader. */
    BodyReader discarding() {
        body = null;
        return this;
    }

    /** Whether the body should have been there by now. */
    boolean isLate() {
        return !ended && System.nanoTime() - end > 0;
    }

    boolean isEnded() {
        return ended;
    }

    @Override
    public void onDataAvailable() throws IOException {
        int count = 0;
        while (!ended && count >= 0 && in.isReady()) {
            count = in.read(buffer);
            if (count > 0) {
                take(count);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        ByteArrayOutputStream whole = body;
        ended = true;
        body = null;
        if (whole != null) {
            receiver.whole(whole.toByteArray());
        }
        receiver.ended();
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
        body = null;
        receiver.lost(failure);
    }

    private void take(int count) {
        ByteArrayOutputStream wanted = body;
        if (wanted == null) {
            discard(count);
        } else if (wanted.size() + count > most) {
            body = null;
            receiver.tooLong();
        } else {
            wanted.write(buffer, 0, count);
        }
    }

    private void discard(int count) {
        discarded += count;
        if (discarded > MOST_DISCARDED) {
            ended = true;
            receiver.ended();
        }
    }
}
