package org.synctoasync.model;

import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Makes the calls of all resolvers. It is the only place where the interceptor of {@link SyncToAsync} is between the
 * engine and the resolvers.
 */
public interface Caller {
    /**
     * Makes a call. Within an asynchronous execution, the call runs on the thread that it requires; otherwise it runs
     * on the calling thread.
     *
     * @return the resolver's result, or a {@link java.util.concurrent.CompletionStage} of it
     * @throws Exception the resolver's exception, if the call ran on the calling thread
     */
    @Nullable Object call(Call call) throws Exception;
}
