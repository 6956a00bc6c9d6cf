package org.synctoasync.http.socket;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.synctoasync.http.exchange.Safely;
import org.synctoasync.http.exchange.SerialTurns;

/**
 * Sends the messages of one socket, each after the one before has been sent, without a thread that waits for the
 * client. The number of unread messages is bounded, to bound the memory: beyond the bound, the socket fails.
 *
 * <p><b>Threading:</b> may be used by any thread; the first thread also does the work of threads that arrive meanwhile.
 */
final class Outbox {
    private final RemoteEndpoint.Async remote;
    private final Executor threads;
    private final int most;
    private final Consumer<Throwable> failed;
    private final SerialTurns turns = new SerialTurns();
    private final Deque<Message> waiting = new ArrayDeque<>(); // guarded by itself
    private volatile boolean closed;
    private volatile boolean sending;
    private volatile boolean pingDue;

    /**
     * The thread inside a send call, which may report its success before the call returns; null if there is no such
     * call.
     */
    private volatile @Nullable Thread caller;

    private record Message(String text, Runnable sent) {}

    /**
     * Makes an outbox.
     *
     * @param threads gives threads that may do work, unlike the server's threads for input and output
     * @param most how many messages may wait
     * @param failed called once if a message cannot be sent
     */
    Outbox(RemoteEndpoint.Async remote, Executor threads, int most, Consumer<Throwable> failed) {
        this.remote = remote;
        this.threads = threads;
        this.most = most;
        this.failed = failed;
    }

    /**
     * Sends a message, now or after the messages before it.
     *
     * @param sent called after the message is sent; never on a server thread for input and output
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

    /** Drops the unsent messages, and sends nothing more. */
    void close() {
        closed = true;
        synchronized (waiting) {
            waiting.clear();
        }
    }

    private void proceed() {
        turns.run(this::advance);
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
