package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Call;
import org.synctoasync.model.Caller;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Calls resolvers. {@link SyncToAsyncInterceptor} intercepts each call.
 *
 * <p><b>Threading:</b> called on the engine's thread; the body runs on the thread to which the interceptor carried it.
 */
@ApplicationScoped
public class ResolverCaller implements Caller {
    @Override
    @SyncToAsync
    public @Nullable Object call(Call call) throws Exception {
        return call.body().call();
    }
}
