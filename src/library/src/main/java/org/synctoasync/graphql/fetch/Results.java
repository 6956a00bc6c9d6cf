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
 * Makes of what resolvers return what the engine can take.
 *
 * <p><b>Threading:</b> stateless; used on the thread of the resolver.
 */
final class Results {
    private Results() {}

    /** Reads a lazy result to its end, while the resolver's thread, transaction and persistence context are still there. */
    static @Nullable Object consumed(@Nullable Object result) {
        if (result instanceof Stream<?> stream) {
            try (stream) {
                return stream.toList();
            }
        }
        if (result instanceof Collection<?> collection) {
            int size = collection.size(); // makes a lazy one read itself
            return size == 0 ? List.of() : collection;
        }
        if (result instanceof Map<?, ?> map) {
            return map.isEmpty() ? Map.of() : map; // the same
        }
        if (result instanceof Iterable<?> iterable) {
            return listOf(iterable.iterator());
        }
        if (result instanceof DataFetcherResult<?> errors) {
            errors.getErrors().forEach(ReadError::check);
        }
        return result instanceof Iterator<?> iterator ? listOf(iterator) : result;
    }

    /** Has a stage complete on the lane, whoever completes it: there, and only there, the engine goes on. */
    static @Nullable Object onLane(String field, @Nullable Object result) {
        Lane lane = Lane.current();
        return lane != null && result instanceof CompletionStage<?> stage ? lane.adopt(field, stage) : result;
    }

    /** A stage, of what is none too. */
    static CompletionStage<?> stage(@Nullable Object result) {
        return result instanceof CompletionStage<?> stage ? stage : CompletableFuture.completedFuture(result);
    }

    /** The value of a stage that a blocking call has returned, unlike its declared type: nobody knew before it ran. */
    @SuppressWarnings("unchecked") // the engine takes any value
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
