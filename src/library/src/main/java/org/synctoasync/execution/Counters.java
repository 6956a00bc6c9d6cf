package org.synctoasync.execution;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts lanes, their calls and their parallel tasks.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Counters {
    private final LongAdder lanes = new LongAdder();
    private final LongAdder calls = new LongAdder();
    private final LongAdder parallel = new LongAdder();

    void lane() {
        lanes.increment();
    }

    void call() {
        calls.increment();
    }

    void parallel() {
        parallel.increment();
    }

    Lanes.Counts read() {
        return new Lanes.Counts(lanes.sum(), calls.sum(), parallel.sum());
    }
}
