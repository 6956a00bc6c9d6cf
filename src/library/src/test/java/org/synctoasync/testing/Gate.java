package org.synctoasync.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Resolvers wait here until the test opens; the test knows when they have come. */
public final class Gate {
    private static final int LIMIT_SECONDS = 25;

    private final CountDownLatch opened = new CountDownLatch(1);
    private int arrived;

    /** Waits until the gate is open; false if it stays shut. */
    public boolean pass() throws InterruptedException {
        synchronized (this) {
            arrived++;
        }
        return opened.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** How many have come. */
    public synchronized int arrived() {
        return arrived;
    }

    /** Waits until so many have come. */
    public void await(int count) throws Exception {
        Eventually.holds("who has come to the gate", this::arrived, count);
    }

    /** Lets all pass. */
    public void open() {
        opened.countDown();
    }
}
