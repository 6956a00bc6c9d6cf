package org.synctoasync.graphql.loading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.input.ScalarCoercion;
import org.synctoasync.model.LoadFunction;

/**
 * Converts the keys that are passed to loaders of entities. A key that comes directly from an argument, that is, the
 * text of an {@code ID} or an {@code Int}, stands for the id that it denotes.
 *
 * <p><b>Threading:</b> stateless; {@link #load} blocks and must run on a lane, in its transaction.
 */
final class LoaderKeys {
    private LoaderKeys() {}

    /** The key under which the function's value is cached. It is the same for all forms of a key. */
    static Object identity(LoadFunction<?, ?> function, Object key) {
        Object typed = typed(function, key);
        return typed == null ? key : typed;
    }

    /** Loads the values of the keys that are ids; every other key gets an error in place of a value. */
    @SuppressWarnings("unchecked") // a loader accepts null, and an exception is the failure of its key's future
    static <K, V> List<V> load(LoadFunction<K, V> function, List<K> given) {
        boolean areIds = given.stream().allMatch(function.keyType()::isInstance);
        return (List<V>) (areIds ? function.load(given) : loadIds(function, given));
    }

    private static <K> List<?> loadIds(LoadFunction<K, ?> function, List<?> given) {
        Map<Object, K> keys = new LinkedHashMap<>();
        given.forEach(key -> {
            K typed = typed(function, key);
            if (typed != null) {
                keys.put(key, typed);
            }
        });
        List<?> loaded = keys.isEmpty() ? List.of() : function.load(List.copyOf(keys.values()));
        Map<Object, @Nullable Object> found = new LinkedHashMap<>();
        keys.keySet().forEach(key -> found.put(key, loaded.get(found.size())));
        List<@Nullable Object> values = new ArrayList<>();
        given.forEach(key -> values.add(keys.containsKey(key) ? found.get(key) : unfit(function, key)));
        return values;
    }

    private static <K> @Nullable K typed(LoadFunction<K, ?> function, Object key) {
        Object id = function.keyType().isInstance(key) ? key : ScalarCoercion.id(key, function.keyType());
        return id == null ? null : function.keyType().cast(id);
    }

    private static InvalidArgument unfit(LoadFunction<?, ?> function, Object key) {
        return new InvalidArgument("the key '" + key + "' of " + function.name() + " is no "
                + function.keyType().getSimpleName());
    }
}
