package org.synctoasync.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows are to fulfil, in the logic of SQL: a comparison with a null is neither true nor false. */
public sealed interface Condition {
    /** What every row fulfils. */
    Condition NONE = new And(List.of());

    /** All of several conditions; of none, what every row fulfils. */
    record And(List<Condition> all) implements Condition {
        /** Copies the conditions. */
        public And {
            all = List.copyOf(all);
        }
    }

    /** One of several conditions; of none, what no row fulfils. */
    record Or(List<Condition> any) implements Condition {
        /** Copies the conditions. */
        public Or {
            any = List.copyOf(any);
        }
    }

    /** The contrary of a condition. */
    record Not(Condition condition) implements Condition {}

    /**
     * A test of an attribute.
     *
     * @param path the attribute, as {@code [writer, name]}
     * @param operator the test
     * @param value what it is compared with, of the attribute's class; a list of such for {@code IN}; null for {@code IS_NULL},
     *     which tests that there is no value
     */
    record Test(
            List<String> path, Operator operator, @Nullable Object value) implements Condition {
        /** Copies the path. */
        public Test {
            path = List.copyOf(path);
        }
    }

    /** How a test compares. */
    enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        IN,
        /** A pattern in which {@code %} and {@code _} mean anything. */
        LIKE,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        IS_NULL
    }
}
