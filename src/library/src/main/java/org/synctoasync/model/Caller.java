package org.synctoasync.model;

import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Makes the calls of all resolvers: the one place where the interceptor of {@link SyncToAsync} stands between the engine
 * and the resolvers.
 */
public interface Caller {
    /**
     * Makes a call, within an asynchronous execution on the thread that the call asks for, else on the caller's.
     *
     * @return the resolver's result, or a {@link java.util.concurrent.CompletionStage} of it
     * @throws Exception what the resolver threw, where the call was made on the caller's thread
     */
    @Nullable Object call(Call call) throws Exception;
}
