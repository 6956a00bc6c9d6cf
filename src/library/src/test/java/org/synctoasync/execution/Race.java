package org.synctoasync.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs two actions on two threads at the same moment; either may be slightly earlier, with equal probability. */
final class Race {
    private static final int STAGGER = 2000;

    private final ExecutorService threads;

    Race(ExecutorService threads) {
        this.threads = threads;
    }

    /** Runs both actions and returns after both. */
    void run(Runnable one, Runnable two) {
        AtomicInteger missing = new AtomicInteger(2);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> atOnce(missing, one), threads);
        atOnce(missing, two);
        other.join();
    }

    private static void atOnce(AtomicInteger missing, Runnable task) {
        int stagger = ThreadLocalRandom.current().nextInt(STAGGER);
        missing.decrementAndGet();
        while (missing.get() > 0) {
            Thread.yield();
        }
        for (int i = 0; i < stagger; i++) {
            Thread.onSpinWait();
        }
        task.run();
    }
}
