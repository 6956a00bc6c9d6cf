package org.synctoasync.jpa;

import org.eclipse.persistence.expressions.Expression;

/**
 * One column of an order. Nulls are larger than all values, on every database.
 *
 * @param name identifies the column in the order to which cursors are bound
 * @param column the expression of its value
 * @param type the class of its values
 * @param isNullable whether its value may be null
 * @param isDescending whether the largest value comes first
 */
record OrderColumn(String name, Expression column, Class<?> type, boolean isNullable, boolean isDescending) {
    /** Returns the column in the opposite direction. */
    OrderColumn reversed() {
        return new OrderColumn(name, column, type, isNullable, !isDescending);
    }

    /** Returns the expression that orders a query. */
    Expression ordering() {
        Expression ordering = isDescending ? column.descending() : column.ascending();
        if (!isNullable) {
            return ordering;
        }
        return isDescending ? ordering.nullsFirst() : ordering.nullsLast();
    }

    /** Returns the SQL that follows the column in the order of a window. */
    String suffix() {
        String nulls = isDescending ? " NULLS FIRST" : " NULLS LAST";
        return (isDescending ? " DESC" : " ASC") + (isNullable ? nulls : "");
    }

    /** Returns the column's part of an order's name. */
    String describe() {
        return name + (isDescending ? "-" : "+");
    }
}
