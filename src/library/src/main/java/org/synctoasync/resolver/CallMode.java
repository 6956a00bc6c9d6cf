package org.synctoasync.resolver;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where and in what surroundings a blocking resolver is called.
 *
 * @param threadSensitive whether it must run on the thread of its request
 * @param ownTransaction whether it has a transaction of its own, complete when it returns; without meaning where it is not
 *     thread-sensitive, which always has one
 * @param executor gives the thread of a resolver that is not thread-sensitive; null for the default
 */
public record CallMode(
        boolean threadSensitive,
        boolean ownTransaction,
        @Nullable Executor executor) {
    /** The mode of a resolver that says nothing of its own. */
    public static CallMode of(boolean threadSensitive) {
        return new CallMode(threadSensitive, false, null);
    }

    /** The same, with a transaction of its own. */
    public CallMode withOwnTransaction() {
        return new CallMode(threadSensitive, true, executor);
    }
}
