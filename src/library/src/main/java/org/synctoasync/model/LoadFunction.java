package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the values of many keys at once, blocking.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface LoadFunction<K, V> {
    /** What is loaded, in the words of a message: an entity, as {@code Book}, or an attribute, as {@code Book.author}. */
    String name();

    /** The class of the keys, wrapped where it is primitive. */
    Class<K> keyType();

    /**
     * Loads values.
     *
     * @param keys the keys, each once
     * @return one value for each key, in the keys' order; null where there is none
     */
    List<@Nullable V> load(List<K> keys);
}
