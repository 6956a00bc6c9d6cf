package org.synctoasync.graphql.input;

import org.jspecify.annotations.Nullable;

/**
 * Turns a coerced GraphQL input value into a value of a Java type.
 *
 * <p><b>Threading:</b> immutable; applied on the thread of the engine.
 */
@FunctionalInterface
public interface Coercion {
    /** Converts a value other than null. */
    Object convert(Object value);

    /** Converts a value, null to null. */
    default @Nullable Object apply(@Nullable Object value) {
        return value == null ? null : convert(value);
    }
}
