package org.synctoasync.http.socket;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synctoasync.http.exchange.Safely;

/**
 * Sends the messages of one socket, each when the one before has been sent, without a thread that waits for the client. What a
 * client does not read it must not make us keep: beyond a bound the socket fails.
 *
 * <p><b>Threading:</b> may be used by any thread; whichever comes first does the work of those that come meanwhile.
 */
final class Outbox {
    private final RemoteEndpoint.Async remote;
    private final Executor threads;
    private final int most;
    private final Consumer<Throwable> failed;
    private final AtomicInteger turns = new AtomicInteger();
    private final Deque<Message> waiting = new ArrayDeque<>(); // guarded by itself
    private volatile boolean closed;
    private volatile boolean sending;
    private volatile boolean pingDue;

    /** The thread inside a call that may tell of its success before it returns; null if there is none. */
    private volatile @Nullable Thread caller;

    private record Message(String text, Runnable sent) {}

    /**
     * Makes an outbox.
     *
     * @param threads gives threads that may be worked on, unlike the server's for input and output
     * @param most how many messages may wait
     * @param failed told once if a message cannot be sent
     */
    Outbox(RemoteEndpoint.Async remote, Executor threads, int most, Consumer<Throwable> failed) {
        this.remote = remote;
        this.threads = threads;
        this.most = most;
        this.failed = failed;
    }

    /**
     * Sends a message, now or when those before it are sent.
     *
     * @param sent called when it is; not on a thread of the server's for input and output
     */
    void send(String text, Runnable sent) {
        boolean full;
        synchronized (waiting) {
            full = waiting.size() >= most;
            if (!full && !closed) {
                waiting.add(new Message(text, sent));
            }
        }
        if (full) {
            fail(new IOException("The client does not read"));
        } else {
            proceed();
        }
    }

    /** Sends a ping of the WebSocket protocol, unless a message is being sent. */
    void ping() {
        pingDue = true;
        proceed();
    }

    /** Forgets what is not sent, and sends nothing any more. */
    void close() {
        closed = true;
        synchronized (waiting) {
            waiting.clear();
        }
    }

    private void proceed() {
        if (turns.getAndIncrement() == 0) {
            int taken = 1;
            while (taken != 0) {
                advance();
                taken = turns.addAndGet(-taken);
            }
        }
    }

    private void advance() {
        try {
            if (!closed && !sending && pingDue) {
                pingDue = false;
                remote.sendPing(ByteBuffer.allocate(0));
            }
            for (Message next = next(); next != null; next = next()) {
                send(next);
            }
        } catch (Throwable gone) {
            fail(gone);
        }
    }

    private @Nullable Message next() {
        synchronized (waiting) {
            return closed || sending ? null : waiting.poll();
        }
    }

    private void send(Message message) {
        sending = true;
        caller = Thread.currentThread();
        try {
            remote.sendText(message.text(), result -> {
                if (result.isOK()) {
                    sent(message);
                } else {
                    fail(result.getException());
                }
            });
        } finally {
            caller = null;
        }
    }

    private void sent(Message message) {
        if (caller == Thread.currentThread()) {
            goOn(message);
        } else {
            threads.execute(() -> goOn(message));
        }
    }

    private void goOn(Message last) {
        sending = false;
        Safely.run("What follows a message over a socket", last.sent());
        proceed();
    }

    private void fail(Throwable failure) {
        boolean first;
        synchronized (waiting) {
            first = !closed;
            closed = true;
            waiting.clear();
        }
        if (first) {
            Safely.run("The end of a socket", () -> failed.accept(failure));
        }
    }
}
