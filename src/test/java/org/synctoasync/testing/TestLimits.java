package org.synctoasync.testing;

import java.time.Duration;
import org.synctoasync.execution.Limits;

/** Limits for tests: generous, unless a test says otherwise. */
public final class TestLimits {
    private TestLimits() {}

    /** Limits that no test reaches by accident. */
    public static Limits wide() {
        return new Limits(100, 1000, 100, Duration.ofMinutes(5), Duration.ofMinutes(1), 256, true, false);
    }
}
