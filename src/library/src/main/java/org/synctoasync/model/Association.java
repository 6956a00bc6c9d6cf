package org.synctoasync.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity that does not come with the entity's row: another entity, a collection, or a basic value that
 * is mapped as lazy. It is loaded for many entities at once.
 *
 * <p><b>Threading:</b> immutable; called on the thread of a request, and only {@link #function} sends statements.
 */
public interface Association {
    /** The class that declares the attribute and the attribute, as {@code Book.author}. */
    String name();

    /** The class of the value, or of one element of the collection; wrapped where it is primitive. */
    Class<?> element();

    /** Whether the value is a collection. */
    boolean isMany();

    /** Whether an object is one of the entities that have this attribute. */
    boolean isOf(Object source);

    /** Whether the value is in the entity already, or in an object that no row belongs to. */
    boolean isLoaded(Object source);

    /** The value that is in the entity already. */
    @Nullable Object value(Object source);

    /** What {@link #function} finds the entity's value by, read without a statement; null where there is no value. */
    @Nullable Object key(Object source);

    /** Loads the values of many keys. */
    LoadFunction<?, ?> function();

    /** The attributes that are known of the value from the {@link #key} alone; empty where none are. */
    Set<String> knownFromKey();

    /** A value in which nothing but {@link #knownFromKey} is set; made without a statement, and not managed. */
    Object reference(Object key);
}
