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
 * Reads a request's body as it arrives, without a waiting thread. An unwanted body is read to its end and discarded. If
 * the server were left with the rest, it would wait for it on a thread (WildFly), and a client that is still sending
 * would not read its response.
 *
 * <p><b>Threading:</b> called by the server on one thread at a time; {@link #isLate} by another thread.
 */
final class BodyReader implements ReadListener {
    /** How many bytes of an unwanted body are read; after that, the server closes the connection. */
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

    /** Receives the events of a body; each method is called at most once. */
    interface Receiver {
        /** The whole body has arrived. */
        void whole();

        /** The body exceeds its maximum length; the rest is discarded. */
        void tooLong();

        /** The body cannot be stored; the rest is discarded. */
        void unkept(Throwable reason);

        /** The body will not arrive. */
        void lost(Throwable reason);

        /** Nothing more is read. This is the last call, except for a body that is lost. */
        void ended();
    }

    /**
     * Makes a reader.
     *
     * @param body receives the bytes; null to discard them
     * @param most the maximum length of the body in bytes
     * @param nanos how long the body may take to arrive
     */
    BodyReader(ServletInputStream in, @Nullable OutputStream body, long most, long nanos, Receiver receiver) {
        this.in = in;
        this.body = body;
        this.most = most;
        this.receiver = receiver;
        this.end = System.nanoTime() + nanos;
    }

    /**
     * Whether a request has a body, as far as its headers show. Over HTTP/2, a body needs neither of the two headers
     * that announce one in HTTP/1.1. There, a request has a body if its method may have one.
     */
    static boolean isPresent(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0
                || request.getHeader("Transfer-Encoding") != null
                || (length < 0 && !ConnectionHeader.isHttp1(request) && !BODILESS.contains(request.getMethod()));
    }

    /** Whether the time for the body has passed. */
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
