package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.model.ResolverMethod;

/**
 * Fetches a field by its resolver. A resolver that blocks, or that has a transaction of its own, is called by
 * {@link FieldCalls}. An asynchronous resolver is called directly.
 *
 * <p><b>Threading:</b> called on the lane's thread; the resolver runs on the thread that its call mode selects.
 * Immutable.
 */
public final class ResolverFetcher implements DataFetcher<@Nullable Object> {
    private final ResolverMethod resolver;
    private final List<Parameters.Binding> bindings;
    private final FieldCalls calls;
    private final ResultReader reader;
    private final boolean mayBeStage;

    public ResolverFetcher(
            ResolverMethod resolver, List<Parameters.Binding> bindings, FieldCalls calls, ResultReader reader) {
        this.reader = reader;
        this.mayBeStage = JavaTypes.mayBeStage(resolver.method().getReturnType());
        this.resolver = resolver;
        this.bindings = List.copyOf(bindings);
        this.calls = calls;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        @Nullable Object[] arguments = new @Nullable Object[bindings.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = bindings.get(i).apply(environment);
        }
        if (resolver.blocks() || calls.ownTransaction()) {
            Object result = calls.call(environment, () -> invoke(resolver, arguments), reader);
            return mayBeStage ? Results.flat(resolver.coordinate(), result) : result;
        }
        Lane.refuseIfEnded(); // a mutation whose request has ended calls no further field
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

    /** Calls a resolver's method on the calling thread. */
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
