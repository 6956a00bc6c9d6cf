package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an entity that can be filtered, ordered and read in pages: all rows of the entity, or the rows to which a
 * to-many attribute of another entity, their owner, refers.
 *
 * <p><b>Threading:</b> immutable; called on the thread of a request; only the load functions send statements.
 */
public interface Rows {
    /** The name: the entity, for example {@code Book}, or the attribute, for example {@code Author.books}. */
    String name();

    /** The class of the entity. */
    Class<?> element();

    /** Whether an object is an owner of these rows. All rows of an entity have no owner. */
    boolean isOf(Object source);

    /**
     * Returns the key of an owner for the load functions; null if the owner has no key. All rows of an entity have one
     * key.
     */
    @Nullable Object key(@Nullable Object source);

    /**
     * Reads a cursor.
     *
     * @throws IllegalArgumentException if the cursor does not belong to these rows in this order; the message states
     *     this
     */
    Position position(String cursor, List<OrderTerm> order);

    /** Returns the function that reads pages, in the direction of reading. */
    LoadFunction<?, List<Edge>> sections(PageRequest section);

    /** Returns the function that counts the rows that fulfil a condition. */
    LoadFunction<?, Long> counts(Condition where);
}
