package org.synctoasync.execution;

import java.time.Duration;

/**
 * The limits of the lanes.
 *
 * @param lanes how many lanes run at once
 * @param waiting how many requests wait for a lane; further requests are rejected
 * @param parallel how many parallel tasks run at once; further tasks wait
 * @param parallelThreads how many threads parallel tasks hold, including tasks that wait for a value; at least
 *     {@code parallel}
 * @param deadline how long a request may take, from its submission
 * @param watchdog how long nested waiting resolvers may make no progress before they fail
 * @param waitDepth how many resolvers may wait nested before the loads gathered so far are sent
 * @param gather whether loads are gathered until no parallel task is in flight, which gives the largest batches; if
 *     not, they are sent as soon as the lane has no other work
 * @param interrupt whether the threads of a request that ends early are interrupted if they have no statement to cancel
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
    /** The limits of the parallel tasks. */
    Slots.Limit ofParallel() {
        return new Slots.Limit(parallel, parallelThreads, Integer.MAX_VALUE);
    }
}
