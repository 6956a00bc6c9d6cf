package org.synctoasync.jpa;

import java.util.List;
import org.eclipse.persistence.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a row comes after a position.
 *
 * <p>For two terms {@code a} and {@code b} and a position (v, w), the condition is {@code a >= v AND (a > v OR b > w)}.
 * The database then reads an index on (a, b) from that position on.
 *
 * @param terms the order of the rows; the last term is different for any two rows and never null
 * @param values the values of the position
 * @param isInclusive whether the row at the position fulfils the condition too
 * @param bindings receives the values
 */
record Keyset(List<OrderColumn> terms, List<@Nullable Object> values, boolean isInclusive, Bindings bindings) {
    Expression after() {
        return after(0);
    }

    private Expression after(int index) {
        OrderColumn term = terms.get(index);
        Object value = values.get(index);
        if (index == terms.size() - 1) {
            return compared(term, value, isInclusive);
        }
        Expression rest = after(index + 1);
        if (value == null) {
            return term.isDescending()
                    ? term.column().notNull().or(rest)
                    : term.column().isNull().and(rest);
        }
        Expression after =
                compared(term, value, true).and(compared(term, value, false).or(rest));
        return term.isNullable() && !term.isDescending()
                ? after.or(term.column().isNull())
                : after;
    }

    private Expression compared(OrderColumn term, @Nullable Object value, boolean orEqual) {
        Expression column = term.column();
        if (value == null) {
            throw new IllegalArgumentException("an id is never null");
        }
        Expression bound = bindings.bind(column, value);
        if (term.isDescending()) {
            return orEqual ? column.lessThanEqual(bound) : column.lessThan(bound);
        }
        return orEqual ? column.greaterThanEqual(bound) : column.greaterThan(bound);
    }
}
