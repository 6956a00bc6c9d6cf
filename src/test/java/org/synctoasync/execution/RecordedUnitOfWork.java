package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.List;

/** A unit of work that writes down what became of it, and refuses on demand. */
public final class RecordedUnitOfWork implements UnitOfWork {
    private final List<String> events = new ArrayList<>();
    private int open;
    private boolean beginFails;
    private boolean keepFails;

    @Override
    public synchronized Begun begin() {
        if (beginFails) {
            throw new IllegalStateException("cannot begin");
        }
        Thread thread = Thread.currentThread();
        events.add("begin");
        open++;
        return new Begun() {
            @Override
            public void end(boolean keep) {
                RecordedUnitOfWork.this.end(keep, thread);
            }

            @Override
            public boolean isUsable() {
                return true;
            }
        };
    }

    private synchronized void end(boolean success, Thread beginner) {
        open--;
        events.add(success ? "keep" : "drop");
        if (beginner != Thread.currentThread()) {
            throw new IllegalStateException("ended on another thread than it was begun on");
        }
        if (success && keepFails) {
            throw new IllegalStateException("cannot keep");
        }
    }

    /** What happened: {@code begin}, {@code keep}, {@code drop}. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** How many have begun and not ended. */
    public synchronized int open() {
        return open;
    }

    synchronized void failToBegin() {
        beginFails = true;
    }

    synchronized void failToKeep() {
        keepFails = true;
    }
}
