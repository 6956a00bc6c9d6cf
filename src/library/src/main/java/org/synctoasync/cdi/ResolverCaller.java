package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Call;
import org.synctoasync.model.Caller;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Makes the calls; {@link SyncToAsyncInterceptor} stands before it.
 *
 * <p><b>Threading:</b> called on the thread of the engine; the body runs where the interceptor carried it.
 */
@ApplicationScoped
public class ResolverCaller implements Caller {
    @Override
    @SyncToAsync
    public @Nullable Object call(Call call) throws Exception {
        return call.body().call();
    }
}
