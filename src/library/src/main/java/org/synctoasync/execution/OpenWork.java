package org.synctoasync.execution;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The requests that have not ended, and the threads that work for requests. A parallel task may outlive its request.
 *
 * <p><b>Threading:</b> may be used by any thread; its own monitor guards only the waiting for the end.
 */
final class OpenWork {
    private final Set<LaneTask<?>> tasks = ConcurrentHashMap.newKeySet();
    private final Set<ThreadWork> works = ConcurrentHashMap.newKeySet();

    void add(LaneTask<?> task) {
        tasks.add(task);
    }

    void add(ThreadWork work) {
        works.add(work);
    }

    synchronized void remove(LaneTask<?> task) {
        tasks.remove(task);
        notifyAll();
    }

    synchronized void remove(ThreadWork work) {
        works.remove(work);
        notifyAll();
    }

    void forEachTask(Consumer<LaneTask<?>> action) {
        tasks.forEach(action);
    }

    void forEachWork(Consumer<ThreadWork> action) {
        works.forEach(action);
    }

    boolean anyWork(Predicate<ThreadWork> condition) {
        return works.stream().anyMatch(condition);
    }

    /**
     * The number of requests that were cut short and still hold their lane, although they do not wait for the database.
     */
    int stuck() {
        return (int) tasks.stream()
                .map(task -> task.lane().run())
                .filter(run -> run.wasCutShort() && !run.isInDatabase())
                .count();
    }

    /** The number of requests that were cut short and still hold their lane. */
    int overdue() {
        return (int)
                tasks.stream().filter(task -> task.lane().run().wasCutShort()).count();
    }

    /** The number of open requests, including requests of which only a parallel task is left. */
    int requests() {
        return (int)
                Stream.concat(tasks.stream().map(LaneTask::lane), works.stream().map(ThreadWork::lane))
                        .distinct()
                        .count();
    }

    /** Waits until all requests have ended. Returns false if they have not ended in time. */
    synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); requests() > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return requests() == 0;
    }
}
