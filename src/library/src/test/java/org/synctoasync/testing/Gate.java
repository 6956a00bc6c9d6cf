package org.synctoasync.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Resolvers wait here until the test opens the gate. The test can check how many have arrived. */
public final class Gate {
    private static final int LIMIT_SECONDS = 25;

    private final CountDownLatch opened = new CountDownLatch(1);
    private int arrived;

    /** Waits until the gate is open. Returns false if it stays closed. */
    public boolean pass() throws InterruptedException {
        synchronized (this) {
            arrived++;
        }
        return opened.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The number of arrivals. */
    public synchronized int arrived() {
        return arrived;
    }

    /** Waits for a number of arrivals. */
    public void await(int count) throws Exception {
        Eventually.holds("who has come to the gate", this::arrived, count);
    }

    /** Opens the gate for all. */
    public void open() {
        opened.countDown();
    }
}
