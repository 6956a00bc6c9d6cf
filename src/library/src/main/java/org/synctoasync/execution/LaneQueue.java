package org.synctoasync.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait for a lane's thread.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor.
 */
final class LaneQueue {
    /** The kind of an entry. The lane takes entries in the order of their kinds. */
    enum Kind {
        /** A result that arrived, or a batch that was sent. It lets other work continue. */
        RESULT,
        /** A resolver that shares the request's unit of work. */
        CALL,
        /** A resolver with its own unit of work, which ends the request's current one. */
        SEPARATE_CALL
    }

    private final Map<Kind, Deque<Runnable>> entries = new EnumMap<>(Kind.class);
    private boolean closed;
    private boolean woken;

    LaneQueue() {
        for (Kind kind : Kind.values()) {
            entries.put(kind, new ArrayDeque<>());
        }
    }

    /** Appends an entry. Returns false if the queue is closed. */
    synchronized boolean offer(Kind kind, Runnable entry) {
        if (!closed) {
            of(kind).add(entry);
            notifyAll();
        }
        return !closed;
    }

    /** Takes the oldest entry of a kind. */
    synchronized @Nullable Runnable poll(Kind kind) {
        return of(kind).poll();
    }

    synchronized boolean isEmpty() {
        return entries.values().stream().allMatch(Deque::isEmpty);
    }

    /**
     * Waits for a result, for {@link #wake}, or for the queue to be closed. Does not wait for calls, because only the
     * waiting thread itself appends them.
     */
    synchronized void await() throws InterruptedException {
        while (!woken && !closed && of(Kind.RESULT).isEmpty()) {
            wait();
        }
        woken = false;
    }

    /** Makes the thread that waits, or is about to wait, check again. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Drops all entries and rejects further ones. */
    synchronized void close() {
        closed = true;
        entries.values().forEach(Deque::clear);
        notifyAll();
    }

    private Deque<Runnable> of(Kind kind) {
        return Objects.requireNonNull(entries.get(kind));
    }
}
