package org.synctoasync.model;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The thread and the transaction in which a resolver is called.
 *
 * @param threadSensitive whether the resolver must run on the thread of its request
 * @param ownTransaction whether the resolver has its own transaction, which is complete when the resolver returns,
 *     unless the request has one transaction for all resolvers; a resolver that is not thread-sensitive always has its
 *     own
 * @param mutation whether it resolves a root field of a mutation
 * @param executor provides the thread of a resolver that is not thread-sensitive; null for the default executor
 */
public record CallMode(
        boolean threadSensitive,
        boolean ownTransaction,
        boolean mutation,
        @Nullable Executor executor) {
    /** Returns the mode of a resolver that declares nothing. */
    public static CallMode of(boolean threadSensitive) {
        return new CallMode(threadSensitive, false, false, null);
    }

    /** Returns this mode for a root field of a mutation, which always has its own transaction. */
    public CallMode ofMutation() {
        return new CallMode(threadSensitive, true, true, executor);
    }

    /** Returns this mode on the thread of the request. */
    public CallMode onLane() {
        return new CallMode(true, ownTransaction, mutation, null);
    }
}
