package org.synctoasync.http.exchange;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes a response in parts and flushes each part, without a thread that waits for the client or for a part. It
 * requests the next part after the last part is written, so at most one part is held for a slow client.
 *
 * <p>The servers do not always report that a client has left. {@link #fail} ends the writing from outside; {@link
 * #beat} writes to clients that have received nothing for long, and gives up clients that read nothing.
 *
 * <p><b>Threading:</b> may be used by any thread; the first thread also does the work of threads that arrive meanwhile.
 */
public final class PartsWriter implements WriteListener {
    private static final int MOST_AT_ONCE = 32_768;

    /** How many heartbeats may pass while the client reads no byte. */
    private static final int PATIENCE = 2;

    private final ServletOutputStream out;
    private final Parts parts;
    private final Executor threads;
    private final BodyWriter.Receiver receiver;
    private final SerialTurns turns = new SerialTurns();
    private final AtomicReference<byte @Nullable []> given = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean noMore;
    private volatile boolean beatDue;

    // used only by the thread that has the turn
    private byte[] part = {};
    private int sent;
    private boolean flushed = true;
    private boolean asked;
    private boolean onServersThread;
    private volatile boolean idle;
    private volatile boolean ended;
    private volatile long written;

    // used only by the thread that calls beat
    private long writtenAtBeat;
    private int silentBeats;

    private PartsWriter(ServletOutputStream out, Parts parts, Executor threads, BodyWriter.Receiver receiver) {
        this.out = out;
        this.parts = parts;
        this.threads = threads;
        this.receiver = receiver;
    }

    /**
     * Begins to write.
     *
     * @param streams manages the writer until its end
     * @param receiver notified of the end, after the parts are released
     */
    static PartsWriter start(
            ServletOutputStream out, Parts parts, OpenResponses streams, BodyWriter.Receiver receiver) {
        PartsWriter[] writer = new PartsWriter[1];
        writer[0] = new PartsWriter(out, parts, streams.threads(), failure -> {
            streams.remove(writer[0]);
            receiver.written(failure);
        });
        streams.add(writer[0]);
        try {
            out.setWriteListener(writer[0]);
        } catch (Throwable gone) {
            writer[0].fail(gone);
        }
        return writer[0];
    }

    /** Accepts the requested part. */
    public void write(byte[] next) {
        given.set(next);
        proceed();
    }

    /** Reports that there is no further part. */
    public void end() {
        noMore = true;
        proceed();
    }

    /** Ends the writing before all parts are written. */
    void fail(Throwable reason) {
        failure.compareAndSet(null, reason);
        proceed();
    }

    /** To be called at regular intervals, by one thread at a time. The call only decides; another thread writes. */
    void beat(Executor beside) {
        silentBeats = idle || written != writtenAtBeat ? 0 : silentBeats + 1;
        writtenAtBeat = written;
        if (silentBeats >= PATIENCE) {
            beside.execute(() -> fail(new IOException("The client does not read")));
        } else if (idle) {
            beatDue = true;
            beside.execute(this::proceed);
        }
    }

    @Override
    public void onWritePossible() {
        turns.run(() -> advance(true));
    }

    @Override
    public void onError(Throwable thrown) {
        fail(thrown);
    }

    private void proceed() {
        turns.run(() -> advance(false));
    }

    private void advance(boolean byServer) {
        onServersThread = byServer;
        try {
            boolean more = !ended;
            while (more && failure.get() == null) {
                more = out.isReady() && step();
            }
        } catch (Throwable gone) {
            failure.compareAndSet(null, gone);
        }
        if (failure.get() != null) {
            finish(failure.get());
        }
    }

    /** Does one thing that the stream is ready for; false if there is nothing to do. */
    private boolean step() throws IOException {
        if (sent < part.length) {
            int count = Math.min(MOST_AT_ONCE, part.length - sent);
            sent += count;
            flushed = false;
            out.write(part, sent - count, count);
            written += count;
            return true;
        }
        if (!flushed) {
            flushed = true;
            out.flush();
            return true;
        }
        return begin();
    }

    /** Continues with the next part, or with the end. */
    private boolean begin() {
        byte[] next = given.getAndSet(null);
        if (next != null) {
            asked = false;
            return begin(next);
        }
        if (noMore) {
            finish(null);
            return false;
        }
        if (!asked) {
            asked = true;
            ask();
            return true;
        }
        if (beatDue) {
            beatDue = false;
            return begin(parts.heartbeat());
        }
        idle = true;
        return false;
    }

    /** Leaves the server's thread, because it may serve the input and output of many connections. */
    private void ask() {
        if (onServersThread) {
            threads.execute(this::askHere);
        } else {
            askHere();
        }
    }

    private void askHere() {
        try {
            parts.next(this);
        } catch (Throwable failed) {
            fail(failed);
        }
    }

    private boolean begin(byte[] next) {
        idle = false;
        part = next;
        sent = 0;
        return true;
    }

    private void finish(@Nullable Throwable why) {
        if (!ended) {
            ended = true;
            part = new byte[0];
            Safely.run("The release of an answer in parts", parts::release);
            receiver.written(why);
        }
    }
}
