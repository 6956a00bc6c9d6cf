package org.synctoasync.testing;

import java.time.Duration;
import org.synctoasync.execution.Limits;

/** Limits for tests: generous, unless a test changes them. */
public final class TestLimits {
    private int lanes = 100;
    private int waiting = 1000;
    private int parallel = 100;
    private int parallelThreads = 10_000;
    private Duration deadline = Duration.ofMinutes(5);
    private Duration watchdog = Duration.ofMinutes(1);
    private int waitDepth = 256;
    private boolean gather = true;
    private boolean interrupt;

    private TestLimits() {}

    /** Limits that no test reaches by accident. */
    public static Limits wide() {
        return but().limits();
    }

    /** The same limits, to be changed. */
    public static TestLimits but() {
        return new TestLimits();
    }

    /** Changes how many lanes run at once, and how many requests may wait for one. */
    public TestLimits lanes(int running, int inLine) {
        lanes = running;
        waiting = inLine;
        return this;
    }

    /** Changes how many parallel tasks run at once. */
    public TestLimits parallel(int running) {
        parallel = running;
        return this;
    }

    /** Changes how many threads parallel tasks hold at once, including waiting ones. */
    public TestLimits parallelThreads(int most) {
        parallelThreads = most;
        return this;
    }

    /** Changes how long a request may take. */
    public TestLimits deadline(Duration limit) {
        deadline = limit;
        return this;
    }

    /** Changes how long nested waiting resolvers may make no progress. */
    public TestLimits watchdog(Duration limit) {
        watchdog = limit;
        return this;
    }

    /** Changes how deep waiting resolvers may be nested. */
    public TestLimits waitDepth(int depth) {
        waitDepth = depth;
        return this;
    }

    /** Lets loads be sent while parallel tasks run. */
    public TestLimits ungathered() {
        gather = false;
        return this;
    }

    /** Lets the threads of a request that is cut short be interrupted. */
    public TestLimits interrupting() {
        interrupt = true;
        return this;
    }

    /** The limits. */
    public Limits limits() {
        return new Limits(lanes, waiting, parallel, parallelThreads, deadline, watchdog, waitDepth, gather, interrupt);
    }
}
