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
    /** What an entry is, in the order in which the kinds are taken. */
    enum Kind {
        /** A result that came in, or a batch that was sent: it lets something else go on. */
        RESULT,
        /** A resolver that shares the request's unit of work. */
        CALL,
        /** A resolver in a unit of work of its own, which parts the request's. */
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

    /** Appends an entry; false if the queue is closed. */
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

    /** Waits for a result, for {@link #wake}, or for the queue to be closed. Calls come from the waiting thread alone. */
    synchronized void await() throws InterruptedException {
        while (!woken && !closed && of(Kind.RESULT).isEmpty()) {
            wait();
        }
        woken = false;
    }

    /** Has the thread that waits, or is about to, look again. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Drops all entries and takes no more. */
    synchronized void close() {
        closed = true;
        entries.values().forEach(Deque::clear);
        notifyAll();
    }

    private Deque<Runnable> of(Kind kind) {
        return Objects.requireNonNull(entries.get(kind));
    }
}
