package org.synctoasync.graphql.input;

import org.jspecify.annotations.Nullable;

/**
 * Converts a coerced GraphQL input value to a value of a Java type.
 *
 * <p><b>Threading:</b> immutable; applied on the engine's thread.
 */
@FunctionalInterface
public interface Coercion {
    /** Converts a non-null value. */
    Object convert(Object value);

    /** Converts a value; null stays null. */
    default @Nullable Object apply(@Nullable Object value) {
        return value == null ? null : convert(value);
    }
}
