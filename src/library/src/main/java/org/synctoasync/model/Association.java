package org.synctoasync.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity that is not read with the entity's row: another entity, a collection, or a basic value that
 * is mapped as lazy. It is loaded for many entities at once.
 *
 * <p><b>Threading:</b> immutable; called on the thread of a request; only {@link #function} sends statements.
 */
public interface Association {
    /** The class that declares the attribute and the attribute, for example {@code Book.author}. */
    String name();

    /** The class of the value, or of one element of the collection; wrapped if it is primitive. */
    Class<?> element();

    /** Whether the value is a collection. */
    boolean isMany();

    /** Whether an object is an entity that has this attribute. */
    boolean isOf(Object source);

    /** Whether the value is already in the entity, or in an object without a row. */
    boolean isLoaded(Object source);

    /** Returns the value that is already in the entity. */
    @Nullable Object value(Object source);

    /**
     * Returns the key by which {@link #function} finds the entity's value, without a statement; null if there is no
     * value.
     */
    @Nullable Object key(Object source);

    /** Returns the function that loads the values of many keys. */
    LoadFunction<?, ?> function();

    /** The attributes of the value that the {@link #key} alone contains; empty if it contains no attribute. */
    Set<String> knownFromKey();

    /**
     * Creates a value in which only the attributes of {@link #knownFromKey} are set. This needs no statement, and the
     * value is not managed.
     */
    Object reference(Object key);
}
