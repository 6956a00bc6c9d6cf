package org.synctoasync.cdi;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Operation;
import org.synctoasync.model.Call;
import org.synctoasync.model.CallMode;
import org.synctoasync.resolver.SyncToAsync;

/**
 * Carries calls to a lane. The engine's calls of resolvers go to the lane of their request. Calls of any bean's methods
 * that are declared to return a stage go to a lane of their own.
 *
 * <p>An interceptor cannot turn a method's {@code String} into a stage, because the bean's proxy casts the result. So
 * for resolvers it acts on {@link ResolverCaller#call}, which is declared to return {@code Object} and through which
 * the engine makes every call. Otherwise, if the method returns no stage, the interceptor proceeds on the calling
 * thread. It also proceeds on a lane, where the call has already been carried.
 *
 * <p><b>Threading:</b> called on any thread; the carried call runs on the lane's thread or on a parallel thread.
 */
@Interceptor
@SyncToAsync
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class SyncToAsyncInterceptor implements Serializable { // for session-scoped beans
    private static final long serialVersionUID = 1L;

    @Inject
    private Instance<Lanes> lanes;

    @AroundInvoke
    @Nullable Object carry(InvocationContext invocation) throws Exception {
        Lane lane = Lane.current();
        if (lane != null) {
            return invocation.getParameters().length == 1 && invocation.getParameters()[0] instanceof Call call
                    ? carry(call, lane)
                    : invocation.proceed();
        }
        return returnsStage(invocation.getMethod()) ? lanes.get().submit(operation(invocation)) : invocation.proceed();
    }

    /** Carries the body itself and not {@code proceed}, which would do the same ten frames deeper in the stack. */
    private static CompletionStage<?> carry(Call call, Lane lane) {
        CallMode mode = call.mode();
        return mode.threadSensitive()
                ? lane.<@Nullable Object>call(call.field(), mode.ownTransaction(), call.body())
                : lane.<@Nullable Object>fork(call.field(), mode.executor(), call.body());
    }

    private static boolean returnsStage(Method method) {
        return CompletionStage.class.isAssignableFrom(method.getReturnType())
                && method.getReturnType().isAssignableFrom(CompletableFuture.class);
    }

    private static Operation<?> operation(InvocationContext invocation) {
        String name = invocation.getMethod().getDeclaringClass().getSimpleName() + "."
                + invocation.getMethod().getName();
        return lane -> lane.call(name, false, invocation::proceed)
                .thenCompose(result -> result instanceof CompletionStage<?> stage
                        ? lane.<@Nullable Object>adopt(name, stage.thenApply(value -> value))
                        : CompletableFuture.<@Nullable Object>completedFuture(result));
    }
}
