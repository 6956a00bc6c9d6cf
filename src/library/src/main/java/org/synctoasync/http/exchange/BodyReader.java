package org.synctoasync.http.exchange;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.http.request.ConnectionHeader;

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

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

    private final ServletInputStream in;
    private final long most;
    private final Receiver receiver;
    private final long end;
    private final byte[] buffer = new byte[8192];
    private @Nullable OutputStream body;
    private long count;
    private long discarded;
    private volatile boolean ended;

    /** Takes what comes of a body; each method is called at most once. */
    interface Receiver {
        /** The body is there. */
        void whole();

        /** The body has more bytes than it may; the rest is thrown away. */
        void tooLong();

        /** The body cannot be kept; the rest is thrown away. */
        void unkept(Throwable reason);

        /** The body will not come. */
        void lost(Throwable reason);

        /** Nothing more is read; called last, but for a body that is lost. */
        void ended();
    }

    /**
     * Makes a reader.
     *
     * @param body takes what comes; null to throw it away
     * @param most how many bytes the body may have
     * @param nanos how long it may take to come
     */
    BodyReader(ServletInputStream in, @Nullable OutputStream body, long most, long nanos, Receiver receiver) {
        this.in = in;
        this.body = body;
        this.most = most;
        this.receiver = receiver;
        this.end = System.nanoTime() + nanos;
    }

    /**
     * Whether a request brings a body, as far as its header tells. In HTTP/2 a body needs neither of the two headers that announce one in
     * HTTP/1.1; there each method that may have a body counts as having one.
     */
    static boolean isPresent(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0
                || request.getHeader("Transfer-Encoding") != null
                || (length < 0 && !ConnectionHeader.isHttp1(request) && !BODILESS.contains(request.getMethod()));
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
        int read = 0;
        while (!ended && read >= 0 && in.isReady()) {
            read = in.read(buffer);
            if (read > 0) {
                take(read);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        boolean wanted = body != null;
        ended = true;
        body = null;
        if (wanted) {
            receiver.whole();
        }
        receiver.ended();
    }

    @Override
    public void onError(Throwable failure) {
        ended = true;
        body = null;
        receiver.lost(failure);
    }

    private void take(int read) {
        OutputStream wanted = body;
        count += read;
        if (wanted == null) {
            discard(read);
        } else if (count > most) {
            body = null;
            receiver.tooLong();
        } else {
            keep(wanted, read);
        }
    }

    private void keep(OutputStream wanted, int read) {
        try {
            wanted.write(buffer, 0, read);
        } catch (Throwable unkept) {
            body = null;
            receiver.unkept(unkept);
        }
    }

    private void discard(int read) {
        discarded += read;
        if (discarded > MOST_DISCARDED) {
            ended = true;
            receiver.ended();
        }
    }
}
