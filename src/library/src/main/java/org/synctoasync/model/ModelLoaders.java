package org.synctoasync.model;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Creates the load functions of entities and of their associations, and lists the attributes by which rows can be
 * filtered and ordered.
 */
public interface ModelLoaders {
    /**
     * Returns the function that loads entities of a class by their ids. Every call returns the same function.
     *
     * @throws IllegalArgumentException if the class is not an entity; the message contains its name
     */
    <V> LoadFunction<?, V> modelLoader(Class<V> entity);

    /** The classes of all entities. */
    Collection<Class<?>> entities();

    /**
     * Returns an attribute of a class; null if the class is not an entity, or if the attribute is not loaded
     * separately.
     */
    @Nullable Association association(Class<?> entity, String attribute);

    /**
     * Returns why an attribute of a class sends a statement for each row, with the remedy; null if this can be
     * prevented.
     */
    @Nullable String flaw(Class<?> type, String attribute);

    /** Returns all rows of an entity; null if the class is not an entity. */
    @Nullable Rows rows(Class<?> entity);

    /**
     * Returns the rows to which a to-many attribute refers; null if the class has no such attribute, or if the
     * attribute does not refer to entities.
     */
    @Nullable Rows rows(Class<?> owner, String attribute);

    /** Returns the attributes of an entity or an embeddable by which rows can be filtered. */
    Collection<RowAttribute> attributes(Class<?> type);

    /** Returns the id of an entity; null if the entity has no id yet. */
    @Nullable Object id(Object entity);
}
