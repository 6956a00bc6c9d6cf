package org.synctoasync.graphql.loading;

import java.util.Locale;
import org.synctoasync.model.LoadFunction;

/**
 * The description of a loader, made at deployment. Each request makes a new {@code DataLoader} from it.
 *
 * @param entity the class of the values
 * @param function loads the values
 */
public record EntityLoader<K, V>(Class<V> entity, LoadFunction<K, V> function) {
    /** The loader's name in the request's registry, for example {@code Book}. */
    String name() {
        return entity.getSimpleName();
    }

    /** The loader's key in the request's context, for example {@code bookLoader}. */
    String contextKey() {
        return name().substring(0, 1).toLowerCase(Locale.ROOT) + name().substring(1) + "Loader";
    }
}
