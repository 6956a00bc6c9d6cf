package org.synctoasync.cdi;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.Call;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Carries the calls of resolvers to the lane of their request.
 *
 * <p>An interceptor cannot turn a method's {@code String} into a stage, since the bean's proxy casts the result. So it
 * acts on {@link ResolverCaller#call}, which is declared to return {@code Object} and through which the engine makes every
 * call. Around the resolver itself, and outside an asynchronous execution, it proceeds on the caller's thread.
 *
 * <p><b>Threading:</b> called on any thread; what it carries runs on the lane's thread or on a parallel one.
 */
@Interceptor
@SyncToAsync
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class SyncToAsyncInterceptor {
    @AroundInvoke
    @Nullable Object carry(InvocationContext invocation) throws Exception {
        Lane lane = Lane.current();
        Object[] parameters = invocation.getParameters();
        if (lane == null || parameters.length != 1 || !(parameters[0] instanceof Call call)) {
            return invocation.proceed();
        }
        return call.threadSensitive() ? lane.call(invocation::proceed) : lane.fork(invocation::proceed);
    }
}
