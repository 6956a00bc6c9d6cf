package org.synctoasync.model;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where and in what surroundings a resolver is called.
 *
 * @param threadSensitive whether it must run on the thread of its request
 * @param ownTransaction whether it has a transaction of its own, complete when it returns, unless the request has one for all; one that is
 *     not thread-sensitive always has one
 * @param mutation whether it resolves a root field of a mutation
 * @param executor gives the thread of a resolver that is not thread-sensitive; null for the default
 */
public record CallMode(
        boolean threadSensitive,
        boolean ownTransaction,
        boolean mutation,
        @Nullable Executor executor) {
    /** The mode of a resolver that declares nothing. */
    public static CallMode of(boolean threadSensitive) {
        return new CallMode(threadSensitive, false, false, null);
    }

    /** The same for a root field of a mutation, which always has a transaction of its own. */
    public CallMode ofMutation() {
        return new CallMode(threadSensitive, true, true, executor);
    }

    /** The same on the thread of the request. */
    public CallMode onLane() {
        return new CallMode(true, ownTransaction, mutation, null);
    }
}
