package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** A unit of work that records its events and fails on demand. */
public final class RecordedUnitOfWork implements UnitOfWork {
    private final List<String> events = new ArrayList<>();
    private final Set<Thread> inAnother = new HashSet<>();
    private final Set<Thread> spoiled = new HashSet<>();
    private final Set<Thread> refused = new HashSet<>();
    private final Map<Thread, Set<Integer>> written = new HashMap<>();
    private final Set<Integer> committed = new HashSet<>();
    private int open;
    private boolean beginFails;
    private boolean keepFails;
    private Runnable beforeEnd = () -> {};

    @Override
    public void afterCommit(Runnable action) {
        action.run();
    }

    @Override
    public synchronized Begun begin() {
        if (beginFails) {
            throw new IllegalStateException("cannot begin");
        }
        events.add("begin");
        open++;
        return new Recorded(Thread.currentThread());
    }

    private final class Recorded implements Begun {
        private final Thread thread;

        Recorded(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void end(boolean keep) {
            beforeEnd.run();
            RecordedUnitOfWork.this.end(keep, thread);
        }

        @Override
        public boolean isUsable() {
            return RecordedUnitOfWork.this.isUsable(thread);
        }

        @Override
        public boolean mayEnd() {
            return true;
        }
    }

    private synchronized boolean isUsable(Thread thread) {
        return !inAnother.contains(thread) && !spoiled.contains(thread);
    }

    private synchronized void end(boolean success, Thread beginner) {
        open--;
        boolean unfit = spoiled.remove(beginner);
        boolean fails = refused.remove(beginner) || keepFails;
        Set<Integer> rows = written.getOrDefault(beginner, Set.of());
        written.remove(beginner);
        events.add(success && !unfit ? "keep" : "drop");
        if (success && !unfit && !fails) {
            committed.addAll(rows);
        }
        if (beginner != Thread.currentThread()) {
            throw new IllegalStateException("ended on another thread than it was begun on");
        }
        if (success && fails) {
            throw new IllegalStateException("cannot keep");
        }
        if (success && unfit) {
            throw new IllegalStateException("can only be rolled back");
        }
    }

    /** The recorded events: {@code begin}, {@code keep}, {@code drop}. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Writes a row, which is committed if this thread's unit of work is kept. */
    public synchronized void write(int row) {
        written.computeIfAbsent(Thread.currentThread(), thread -> new HashSet<>())
                .add(row);
    }

    /** Makes the commit of this thread's unit of work fail, as a constraint does. */
    public synchronized void refuseToKeep() {
        refused.add(Thread.currentThread());
    }

    /** The committed rows. */
    public synchronized Set<Integer> committed() {
        return Set.copyOf(committed);
    }

    /** The number of units of work that have begun and not ended. */
    public synchronized int open() {
        return open;
    }

    synchronized void failToBegin() {
        beginFails = true;
    }

    /** Makes every commit fail. */
    public synchronized void failToKeep() {
        keepFails = true;
    }

    /** Runs a task before each unit of work ends, on the thread that ends it. */
    public void beforeEnd(Runnable task) {
        beforeEnd = task;
    }

    /** Marks this thread's unit of work as unfit to be committed, as a failing {@code @Transactional} method does. */
    public synchronized void spoil() {
        spoiled.add(Thread.currentThread());
    }

    /** Runs a task in another transaction, as {@code @Transactional(REQUIRES_NEW)} does. */
    <T> T inAnother(Callable<T> task) throws Exception {
        synchronized (this) {
            inAnother.add(Thread.currentThread());
        }
        try {
            return task.call();
        } finally {
            synchronized (this) {
                inAnother.remove(Thread.currentThread());
            }
        }
    }
}
