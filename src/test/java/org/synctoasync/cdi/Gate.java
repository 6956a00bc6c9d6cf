package org.synctoasync.cdi;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A resolver waits here until the test opens; the test knows when it has come. */
final class Gate {
    private static final int LIMIT_SECONDS = 20;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Waits until the gate is open; false if it stays shut. */
    boolean pass() throws InterruptedException {
        reached.countDown();
        return opened.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until someone has come; false if nobody comes. */
    boolean awaitSomeone() throws InterruptedException {
        return reached.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    void open() {
        opened.countDown();
    }
}
