package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition for rows, in the logic of SQL: a comparison with a null is neither true nor false. */
public sealed interface Condition {
    /** The condition that every row fulfils. */
    Condition NONE = new And(List.of());

    /** All of several conditions; every row fulfils an empty list. */
    record And(List<Condition> all) implements Condition {
        /** Copies the conditions. */
        public And {
            all = List.copyOf(all);
        }
    }

    /** At least one of several conditions; no row fulfils an empty list. */
    record Or(List<Condition> any) implements Condition {
        /** Copies the conditions. */
        public Or {
            any = List.copyOf(any);
        }
    }

    /** The negation of a condition. */
    record Not(Condition condition) implements Condition {}

    /**
     * A test of an attribute.
     *
     * @param path the attribute, for example {@code [writer, name]}
     * @param operator the comparison
     * @param value the value to compare with, of the attribute's class; a list of values for {@code IN}; null for
     *     {@code IS_NULL}, which tests that there is no value
     */
    record Test(
            List<String> path, Operator operator, @Nullable Object value) implements Condition {
        /** Copies the path. */
        public Test {
            path = List.copyOf(path);
        }
    }

    /** The comparison of a test. */
    enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        IN,
        /** A pattern with the wildcards {@code %} and {@code _}. */
        LIKE,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        IS_NULL
    }
}
