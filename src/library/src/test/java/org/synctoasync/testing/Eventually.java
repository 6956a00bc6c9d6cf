package org.synctoasync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Polls for conditions that send no notification. */
public final class Eventually {
    private static final int LIMIT_SECONDS = 20;
    private static final int POLL_MILLIS = 20;

    private Eventually() {}

    /** Waits until a value is as expected, and fails after the default limit. */
    public static <T> void holds(String what, Callable<T> actual, T expected) throws Exception {
        within(LIMIT_SECONDS, what, actual, expected);
    }

    /** Like {@link #holds}, with a given limit. */
    public static <T> void within(int seconds, String what, Callable<T> actual, T expected) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        T last = actual.call();
        while (!last.equals(expected) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            last = actual.call();
        }
        assertThat(last).as("%s, after %s s", what, seconds).isEqualTo(expected);
    }
}
