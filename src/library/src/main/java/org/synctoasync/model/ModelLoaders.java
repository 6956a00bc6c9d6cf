package org.synctoasync.model;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes the load functions of entities and of their associations, and tells what rows can be filtered and ordered by. */
public interface ModelLoaders {
    /**
     * Gives the function that loads entities of one class by their ids, one and the same for each call.
     *
     * @throws IllegalArgumentException if the class is no entity; the message names the class
     */
    <V> LoadFunction<?, V> modelLoader(Class<V> entity);

    /** The classes of all entities. */
    Collection<Class<?>> entities();

    /** An attribute of a class; null if the class is no entity, or the attribute none that is loaded on its own. */
    @Nullable Association association(Class<?> entity, String attribute);

    /** Why an attribute of a class cannot be kept from sending a statement for each row, with the remedy; null where it can. */
    @Nullable String flaw(Class<?> type, String attribute);

    /** All rows of an entity; null if the class is none. */
    @Nullable Rows rows(Class<?> entity);

    /** The rows that a to-many attribute refers to; null if the class has no such attribute, or if it refers to no entities. */
    @Nullable Rows rows(Class<?> owner, String attribute);

    /** The attributes of an entity or an embeddable by which rows can be filtered. */
    Collection<RowAttribute> attributes(Class<?> type);

    /** The id of an entity; null as long as it has none. */
    @Nullable Object id(Object entity);
}
