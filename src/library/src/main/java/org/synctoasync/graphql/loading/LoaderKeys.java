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
 * The keys that loaders of entities are asked for. What comes from an argument as it is, the text of an {@code ID} or an
 * {@code Int}, stands for the id that it means.
 *
 * <p><b>Threading:</b> stateless; {@link #load} blocks and belongs on a lane, in its transaction.
 */
final class LoaderKeys {
    private LoaderKeys() {}

    /** What the function's value for a key is remembered by: the same, however the key was given. */
    static Object identity(LoadFunction<?, ?> function, Object key) {
        Object typed = typed(function, key);
        return typed == null ? key : typed;
    }

    /** Loads the values of the keys that are ids; all others have an error in the place of a value. */
    @SuppressWarnings("unchecked") // a loader takes null, and an error as what its key's future fails with
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
