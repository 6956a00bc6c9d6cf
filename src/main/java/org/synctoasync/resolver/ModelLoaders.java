package org.synctoasync.resolver;

/** Makes the load functions of entities. */
public interface ModelLoaders {
    /**
     * Gives a function that loads entities of one class by their ids.
     *
     * @throws IllegalArgumentException if the class is no entity, or its id is not a single attribute; the message names
     *     the class
     */
    <V> LoadFunction<?, V> modelLoader(Class<V> entity);
}
