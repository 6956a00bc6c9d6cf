package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an entity that can be filtered, ordered and read in sections: all of them, or those that a to-many attribute of
 * another entity, their owner, refers to.
 *
 * <p><b>Threading:</b> immutable; called on the thread of a request, and only the load functions send statements.
 */
public interface Rows {
    /** The entity, as {@code Book}, or the attribute, as {@code Author.books}. */
    String name();

    /** The class of the entity. */
    Class<?> element();

    /** Whether an object is an owner; no object is one of all rows of an entity. */
    boolean isOf(Object source);

    /** What the functions take as the key of an owner; null where it has none. All rows of an entity have one key. */
    @Nullable Object key(@Nullable Object source);

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException if it is none of these rows in that order; the message says so
     */
    Position position(String cursor, List<OrderTerm> order);

    /** Reads sections, in the direction of reading. */
    LoadFunction<?, List<Edge>> sections(PageRequest section);

    /** Counts the rows that fulfil a condition. */
    LoadFunction<?, Long> counts(Condition where);
}
