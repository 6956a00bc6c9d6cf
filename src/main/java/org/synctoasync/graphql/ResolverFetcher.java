package org.synctoasync.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.Call;
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

    ResolverFetcher(ResolverMethod resolver, List<Parameters.Binding> bindings, Caller caller) {
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
        return resolver.blocks()
                ? caller.call(new Call(resolver.threadSensitive(), body(environment, arguments)))
                : onLane(invoke(arguments));
    }

    /** A mutation's root field is committed before its sub-selection is read, and before the next root field starts. */
    private Callable<@Nullable Object> body(DataFetchingEnvironment environment, @Nullable Object[] arguments) {
        Lane lane = Lane.current();
        boolean writes =
                environment.getParentType() == environment.getGraphQLSchema().getMutationType();
        return lane != null && writes && resolver.threadSensitive()
                ? () -> lane.inOwnUnitOfWork(() -> invoke(arguments))
                : () -> invoke(arguments);
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
        try {
            return resolver.method().invoke(resolver.bean(), arguments);
        } catch (InvocationTargetException thrown) {
            throw asException(thrown.getTargetException());
        }
    }

    /** Has a stage complete on the lane, whoever completes it: there, and only there, the engine goes on. */
    static @Nullable Object onLane(@Nullable Object result) {
        Lane lane = Lane.current();
        return lane != null && result instanceof CompletionStage<?> stage ? lane.adopt(stage) : result;
    }

    private static Exception asException(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (Exception) thrown;
    }
}
