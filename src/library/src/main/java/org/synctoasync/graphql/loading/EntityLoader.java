package org.synctoasync.graphql.loading;

import java.util.Locale;
import org.synctoasync.model.LoadFunction;

/**
 * What is known of a loader at deployment; each request makes a fresh {@code DataLoader} of it.
 *
 * @param entity the class of the values
 * @param function loads them
 */
public record EntityLoader<K, V>(Class<V> entity, LoadFunction<K, V> function) {
    /** The loader's name in the request's registry, as {@code Book}. */
    String name() {
        return entity.getSimpleName();
    }

    /** The loader's key in the request's context, as {@code bookLoader}. */
    String contextKey() {
        return name().substring(0, 1).toLowerCase(Locale.ROOT) + name().substring(1) + "Loader";
    }
}
