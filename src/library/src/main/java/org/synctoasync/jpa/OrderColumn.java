package org.synctoasync.jpa;

import org.eclipse.persistence.expressions.Expression;

/**
 * One thing that rows are ordered by. Nulls are larger than all values, on every database.
 *
 * @param name names it in the order that cursors are bound to
 * @param column where its value is
 * @param type the class of its values
 * @param isNullable whether it may be without a value
 * @param isDescending whether the largest comes first
 */
record OrderColumn(String name, Expression column, Class<?> type, boolean isNullable, boolean isDescending) {
    /** Its contrary. */
    OrderColumn reversed() {
        return new OrderColumn(name, column, type, isNullable, !isDescending);
    }

    /** What orders a query. */
    Expression ordering() {
        Expression ordering = isDescending ? column.descending() : column.ascending();
        if (!isNullable) {
            return ordering;
        }
        return isDescending ? ordering.nullsFirst() : ordering.nullsLast();
    }

    /** What orders a window, after its column. */
    String suffix() {
        String nulls = isDescending ? " NULLS FIRST" : " NULLS LAST";
        return (isDescending ? " DESC" : " ASC") + (isNullable ? nulls : "");
    }

    /** Its part of the name of an order. */
    String describe() {
        return name + (isDescending ? "-" : "+");
    }
}
