package org.synctoasync.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.Call;
import org.synctoasync.resolver.CallMode;
import org.synctoasync.resolver.Caller;
import org.synctoasync.resolver.ResolverMethod;

/**
 * Fetches a field by its resolver: one that blocks through the {@link Caller}, one that is asynchronous as it is.
 *
 * <p><b>Threading:</b> called on the engine's thread, the lane's; the resolver runs where its call is carried. Immutable.
 */
final class ResolverFetcher implements DataFetcher<@Nullable Object> {
    private final ResolverMethod resolver;
    private final List<Parameters.Binding> bindings;
    private final Caller caller;
    private final CallMode mode;
    private final ResultReader reader;
    private final boolean mayBeStage;

    ResolverFetcher(
            ResolverMethod resolver,
            CallMode mode,
            List<Parameters.Binding> bindings,
            Caller caller,
            ResultReader reader) {
        this.mode = mode;
        this.reader = reader;
        this.mayBeStage = JavaTypes.mayBeStage(resolver.method().getReturnType());
        this.resolver = resolver;
        this.bindings = List.copyOf(bindings);
        this.caller = caller;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        @Nullable Object[] arguments = new @Nullable Object[bindings.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = bindings.get(i).apply(environment);
        }
        if (resolver.blocks()) {
            Call call =
                    new Call(resolver.coordinate(), mode, () -> reader.read(invoke(resolver, arguments), environment));
            return mayBeStage ? Results.flat(resolver.coordinate(), caller.call(call)) : caller.call(call);
        }
        Lane.refuseIfEnded(); // a mutation that is cut short has no further field called
        return invokeAsIs(arguments);
    }

    private @Nullable Object invokeAsIs(@Nullable Object[] arguments) throws Exception {
        Lane lane = Lane.current();
        String field = resolver.coordinate();
        return lane == null
                ? invoke(resolver, arguments)
                : lane.<@Nullable Object>asynchronously(
                        field, () -> Results.onLane(field, invoke(resolver, arguments)));
    }

    /** Calls a resolver's method on the caller's thread. */
    static @Nullable Object invoke(ResolverMethod resolver, @Nullable Object[] arguments) throws Exception {
        try {
            return resolver.method().invoke(resolver.bean(), arguments);
        } catch (InvocationTargetException thrown) {
            throw asException(thrown.getTargetException());
        }
    }

    private static Exception asException(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (Exception) thrown;
    }
}
