package org.synctoasync.execution;

import java.util.concurrent.CompletionStage;

/**
 * What a lane runs.
 *
 * <p><b>Threading:</b> both methods are called on the lane's thread only.
 *
 * @param <T> the type of the answer
 */
public interface Operation<T> {
    /** Starts the operation. */
    CompletionStage<T> start(Lane lane);

    /**
     * Called whenever nothing is left to run and nothing is in flight: sends the loads that have been gathered.
     *
     * @return whether anything was sent
     */
    boolean dispatch();
}
