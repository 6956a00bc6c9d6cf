package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the values of many keys at once. It blocks.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface LoadFunction<K, V> {
    /**
     * The name of the values in messages: an entity, for example {@code Book}, or an attribute, for example
     * {@code Book.author}.
     */
    String name();

    /** The class of the keys; wrapped if it is primitive. */
    Class<K> keyType();

    /**
     * Loads values.
     *
     * @param keys the keys, each once
     * @return one value for each key, in the order of the keys; null for a key without a value
     */
    List<@Nullable V> load(List<K> keys);
}
