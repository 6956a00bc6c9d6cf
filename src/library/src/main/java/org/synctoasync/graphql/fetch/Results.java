package org.synctoasync.graphql.fetch;

import graphql.execution.DataFetcherResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.graphql.error.ReadError;

/**
 * Converts the results of resolvers to values that the engine accepts.
 *
 * <p><b>Threading:</b> stateless; used on the resolver's thread.
 */
final class Results {
    private Results() {}

    /** Reads a lazy result completely while the resolver's thread, transaction and persistence context still exist. */
    static @Nullable Object consumed(@Nullable Object result) {
        if (result instanceof Stream<?> stream) {
            try (stream) {
                return stream.toList();
            }
        }
        if (result instanceof Collection<?> collection) {
            int size = collection.size(); // makes a lazy collection read its elements
            return size == 0 ? List.of() : collection;
        }
        if (result instanceof Map<?, ?> map) {
            return map.isEmpty() ? Map.of() : map; // makes a lazy map read its entries
        }
        if (result instanceof Iterable<?> iterable) {
            return listOf(iterable.iterator());
        }
        if (result instanceof DataFetcherResult<?> errors) {
            errors.getErrors().forEach(ReadError::check);
        }
        return result instanceof Iterator<?> iterator ? listOf(iterator) : result;
    }

    /**
     * Makes a stage complete on the lane's thread, whichever thread completes the original. The engine continues only
     * there.
     */
    static @Nullable Object onLane(String field, @Nullable Object result) {
        Lane lane = Lane.current();
        return lane != null && result instanceof CompletionStage<?> stage ? lane.adopt(field, stage) : result;
    }

    /** Returns the result if it is a stage; otherwise a completed stage of it. */
    static CompletionStage<?> stage(@Nullable Object result) {
        return result instanceof CompletionStage<?> stage ? stage : CompletableFuture.completedFuture(result);
    }

    /**
     * The value of the stage that a blocking call returned although its declared type is not a stage. This is known
     * only after the call.
     */
    @SuppressWarnings("unchecked") // the engine accepts any value
    static @Nullable Object flat(String field, @Nullable Object called) {
        return called instanceof CompletionStage<?> stage
                ? ((CompletionStage<Object>) stage)
                        .thenCompose(value -> (CompletionStage<Object>) stage(onLane(field, value)))
                : called;
    }

    private static List<@Nullable Object> listOf(Iterator<?> iterator) {
        List<@Nullable Object> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }
}
