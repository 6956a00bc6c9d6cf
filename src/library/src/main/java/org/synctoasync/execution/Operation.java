package org.synctoasync.execution;

import java.util.concurrent.CompletionStage;

/**
 * An operation that a lane runs.
 *
 * <p><b>Threading:</b> called on the lane's thread only, except at the end of a request that is cut short. Then another
 * thread takes the place of the lane's thread for the continuations of {@link #start}.
 *
 * @param <T> the type of the response
 */
public interface Operation<T> {
    /** Starts the operation. */
    CompletionStage<T> start(Lane lane);

    /**
     * Sends the gathered loads. Called whenever no entry is left to run and nothing is in flight.
     *
     * @return whether anything was sent
     */
    default boolean dispatch() {
        return false;
    }

    /** Whether the writes are kept, given the response. */
    default boolean keeps(T answer) {
        return true;
    }

    /** Whether the response reports no error; used for statistics only. */
    default boolean isClean(T answer) {
        return true;
    }

    /**
     * Returns the response to pass on. Called once the unit of work has ended. Not called for an operation inside
     * another one.
     *
     * @param statistics what the request has cost so far, including all its writes
     */
    default T finish(T answer, Statistics statistics) {
        return answer;
    }

    /**
     * Whether the response must be discarded if the writes are not kept. A request that is cut short then has no
     * response.
     */
    default boolean isAllOrNothing() {
        return false;
    }
}
