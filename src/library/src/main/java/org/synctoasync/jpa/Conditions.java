package org.synctoasync.jpa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.eclipse.persistence.expressions.Expression;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Condition;

/**
 * Translates a condition into an EclipseLink expression.
 *
 * @param row the expression of the row that has the attributes
 * @param bindings receives the values
 */
record Conditions(Expression row, Bindings bindings) {
    private static final String ESCAPE = "!";

    /** Returns the expression; null if every row fulfils the condition. */
    @Nullable Expression of(Condition condition) {
        if (condition instanceof Condition.And and) {
            return joined(and.all());
        }
        if (condition instanceof Condition.Or or) {
            return anyOf(or.any());
        }
        if (condition instanceof Condition.Not not) {
            Expression contrary = of(not.condition());
            return contrary == null ? never() : contrary.not();
        }
        return test((Condition.Test) condition);
    }

    /** Returns the expression of an attribute. An entity on the path to the attribute may be absent. */
    static Expression column(Expression row, List<String> path) {
        Expression holder = row;
        for (String name : path.subList(0, path.size() - 1)) {
            holder = holder.getAllowingNull(name);
        }
        return holder.get(path.get(path.size() - 1));
    }

    private @Nullable Expression joined(List<Condition> all) {
        Expression joined = null;
        for (Condition condition : all) {
            Expression one = of(condition);
            if (one != null) {
                joined = joined == null ? one : joined.and(one);
            }
        }
        return joined;
    }

    private @Nullable Expression anyOf(List<Condition> any) {
        Expression found = null;
        for (Condition condition : any) {
            Expression one = of(condition);
            if (one == null) {
                return null;
            }
            found = found == null ? one : found.or(one);
        }
        return found == null ? never() : found;
    }

    private Expression never() {
        return row.getBuilder().literal("1").equal(row.getBuilder().literal("0"));
    }

    private Expression test(Condition.Test test) {
        Expression column = column(row, test.path());
        if (test.operator() == Condition.Operator.IS_NULL) {
            return column.isNull();
        }
        Object value = Objects.requireNonNull(test.value());
        return switch (test.operator()) {
            case EQ -> column.equal(bound(column, value));
            case NE -> column.notEqual(bound(column, value));
            case LT -> column.lessThan(bound(column, value));
            case LE -> column.lessThanEqual(bound(column, value));
            case GT -> column.greaterThan(bound(column, value));
            case GE -> column.greaterThanEqual(bound(column, value));
            case IN -> in(column, (List<?>) value);
            case LIKE -> column.like(bound(column, value));
            case STARTS_WITH -> like(column, escaped(value) + "%");
            case ENDS_WITH -> like(column, "%" + escaped(value));
            case CONTAINS -> like(column, "%" + escaped(value) + "%");
            case IS_NULL -> throw new IllegalStateException("is asked for above");
        };
    }

    /**
     * Uses as many parameters as the next power of two, so that there are few statement texts. The last value fills the
     * remaining parameters.
     */
    private Expression in(Expression column, List<?> values) {
        if (values.isEmpty()) {
            return never();
        }
        int places = values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) << 1;
        List<Object> all = new ArrayList<>(values);
        all.addAll(Collections.nCopies(places - values.size(), values.get(values.size() - 1)));
        return column.in(all.stream().map(value -> bound(column, value)).toArray());
    }

    /**
     * Returns a LIKE condition as SQL. On H2, EclipseLink's own LIKE with ESCAPE writes all values of the statement
     * into its text.
     */
    private Expression like(Expression column, String pattern) {
        return column.sql("? LIKE ? ESCAPE '" + ESCAPE + "'", List.of(bound(column, pattern)));
    }

    private static String escaped(Object value) {
        return value.toString().replaceAll("[%_" + ESCAPE + "]", ESCAPE + "$0");
    }

    private Expression bound(Expression column, Object value) {
        return bindings.bind(column, value);
    }
}
