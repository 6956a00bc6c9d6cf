package org.synctoasync.execution;

import java.util.concurrent.CompletionStage;

/**
 * What a lane runs.
 *
 * <p><b>Threading:</b> called on the lane's thread only, but for the end of a request that is cut short, when another
 * thread takes the lane's place for {@link #start}'s continuations.
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
    default boolean dispatch() {
        return false;
    }

    /** Whether what was written is to be kept, by the answer. */
    default boolean keeps(T answer) {
        return true;
    }

    /** Whether the answer tells of no error; for statistics only. */
    default boolean isClean(T answer) {
        return true;
    }

    /**
     * Called once the unit of work has ended, and not at all for an operation inside another one: the answer as it is to be
     * handed on.
     *
     * @param statistics what the request has cost so far, all that it has written included
     */
    default T finish(T answer, Statistics statistics) {
        return answer;
    }

    /** Whether an answer is worth nothing if what was written is not kept: then a request that is cut short has none. */
    default boolean isAllOrNothing() {
        return false;
    }
}
