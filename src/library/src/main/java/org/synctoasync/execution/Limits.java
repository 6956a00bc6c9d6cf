package org.synctoasync.execution;

import java.time.Duration;

/**
 * How much lanes may take.
 *
 * @param lanes how many lanes run at once
 * @param waiting how many requests wait for a lane; further ones are refused
 * @param parallel how many parallel tasks run at once; further ones wait
 * @param parallelThreads how many threads parallel tasks hold, those that wait for a value included; no fewer than {@code parallel}
 * @param deadline how long a request may take, from its submission on
 * @param watchdog how long resolvers that wait one upon the other may do so without anything happening
 * @param waitDepth how many resolvers may wait one upon the other before the loads gathered so far are sent
 * @param gather whether loads are gathered until no parallel task is in flight, which gives the fullest batches; if not,
 *     they are sent as soon as the lane has nothing else to do
 * @param interrupt whether the threads of a request that is ended early are interrupted where no statement can be cancelled
 */
public record Limits(
        int lanes,
        int waiting,
        int parallel,
        int parallelThreads,
        Duration deadline,
        Duration watchdog,
        int waitDepth,
        boolean gather,
        boolean interrupt) {
    /** The bounds of the parallel tasks. */
    Slots.Limit ofParallel() {
        return new Slots.Limit(parallel, parallelThreads, Integer.MAX_VALUE);
    }
}
