package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.graphql.loading.RequestLoaders;
import org.synctoasync.model.Call;
import org.synctoasync.model.CallMode;
import org.synctoasync.model.Caller;

/**
 * Calls the resolver of one field. A resolver with a transaction of its own completes when the stage that it returns
 * completes. Afterwards, the request's loaders read again the data that it may have changed.
 *
 * <p><b>Threading:</b> called on the lane's thread; the resolver runs on the thread that its call mode selects.
 * Immutable.
 *
 * @param caller makes the calls
 * @param mode the thread and the transaction of the call
 * @param field the field's coordinate
 */
public record FieldCalls(Caller caller, CallMode mode, String field) {
    boolean ownTransaction() {
        return mode.ownTransaction();
    }

    /**
     * Calls a resolver.
     *
     * @return the result after the reader has read it, or a stage of it
     */
    @Nullable Object call(DataFetchingEnvironment environment, Callable<@Nullable Object> resolver, ResultReader reader)
            throws Exception {
        if (!ownTransaction()) {
            return caller.call(new Call(field, mode, () -> reader.read(resolver.call(), environment)));
        }
        int before = writes();
        Object result = caller.call(new Call(field, mode, () -> complete(environment, resolver, reader)));
        return result instanceof CompletionStage<?> stage
                ? stage.whenComplete((value, failure) -> forgetWhatChanged(environment, before))
                : result;
    }

    /** Runs a resolver to its end, in its transaction. */
    private @Nullable Object complete(
            DataFetchingEnvironment environment, Callable<@Nullable Object> resolver, ResultReader reader)
            throws Exception {
        if (mode.threadSensitive()) {
            RequestLoaders.forget(environment); // objects that were loaded before are detached in this transaction
        }
        Object result = resolver.call();
        Object awaited = result instanceof CompletionStage<?> stage ? Lane.await(stage) : result;
        Object value = reader.read(awaited, environment);
        if (!ServableValue.test(value, environment)) {
            Lane.dropWrites();
        }
        return value;
    }

    private void forgetWhatChanged(DataFetchingEnvironment environment, int before) {
        if (mode.mutation() || writes() != before) {
            RequestLoaders.forget(environment);
        }
    }

    private static int writes() {
        Lane lane = Lane.current();
        return lane == null ? 0 : lane.statistics().writes();
    }
}
