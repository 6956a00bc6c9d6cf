package org.synctoasync.jpa;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.internal.databaseaccess.Platform;
import org.eclipse.persistence.platform.database.H2Platform;

/**
 * The way in which many keys are passed to a statement, with few statement texts.
 *
 * <p>If the database supports arrays (PostgreSQL, H2) and the driver accepts the keys' classes as arrays, each column
 * is one parameter, whatever the number of keys. Otherwise there are as many parameters as the next power of two, and
 * the last key fills the remaining ones.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param classes the classes of the key's columns
 * @param arrays whether each column is one parameter
 */
record KeyCriterion(List<Class<?>> classes, boolean arrays) {
    private static final Set<Class<?>> IN_ARRAYS = Set.of(Long.class, Integer.class, String.class);
    private static final int MOST_IN_ARRAYS = 10_000;
    private static final int MOST_PARAMETERS =
            1024; // Oracle takes 1,000 in a list, but knows no such database in EE 10

    static KeyCriterion on(Platform platform, List<Class<?>> classes) {
        boolean known = platform.isPostgreSQL() || platform instanceof H2Platform;
        return new KeyCriterion(classes, known && IN_ARRAYS.containsAll(classes));
    }

    /** The maximum number of keys in one statement. */
    int most() {
        return arrays ? MOST_IN_ARRAYS : Integer.highestOneBit(MOST_PARAMETERS / classes.size());
    }

    /**
     * The number of keys in a statement's text. With arrays it is 1, because the text does not contain their length.
     */
    int places(int keys) {
        return arrays || keys == 1 ? 1 : Integer.highestOneBit(keys - 1) << 1;
    }

    /** The names of the parameters for a number of places. */
    List<String> parameters(int places) {
        return IntStream.range(0, places)
                .boxed()
                .flatMap(place -> IntStream.range(0, classes.size()).mapToObj(column -> name(place, column)))
                .toList();
    }

    /** The values of the parameters. */
    List<Object> values(List<Object[]> keys) {
        if (arrays) {
            return IntStream.range(0, classes.size())
                    .mapToObj(column -> array(keys, column))
                    .toList();
        }
        List<Object> values = new ArrayList<>();
        for (int place = 0; place < places(keys.size()); place++) {
            values.addAll(List.of(keys.get(Math.min(place, keys.size() - 1))));
        }
        return values;
    }

    /** Returns the condition that the columns contain one of the keys. */
    Expression condition(List<Expression> columns, int places) {
        Expression first = columns.get(0);
        if (arrays && columns.size() == 1) {
            return first.sql("? = ANY(?)", List.of(first.getBuilder().getParameter(name(0, 0))));
        }
        if (arrays) {
            return first.sql(
                    "(" + marks(columns.size()) + ") IN (SELECT * FROM UNNEST(" + marks(columns.size()) + "))",
                    restAndParameters(columns));
        }
        return columns.size() == 1 ? in(first, places) : anyOf(columns, 0, places);
    }

    private static Expression in(Expression column, int places) {
        return column.in(IntStream.range(0, places)
                .mapToObj(place -> column.getBuilder().getParameter(name(place, 0)))
                .toArray());
    }

    /**
     * Splits the conditions in halves recursively. A chain of a thousand conditions would cause a recursion of that
     * depth.
     */
    private static Expression anyOf(List<Expression> columns, int from, int to) {
        if (to - from > 1) {
            int middle = (from + to) / 2;
            return anyOf(columns, from, middle).or(anyOf(columns, middle, to));
        }
        return IntStream.range(0, columns.size())
                .mapToObj(column -> columns.get(column)
                        .equal(columns.get(column).getBuilder().getParameter(name(from, column))))
                .reduce(Expression::and)
                .orElseThrow();
    }

    private static List<Object> restAndParameters(List<Expression> columns) {
        List<Object> rest = new ArrayList<>(columns.subList(1, columns.size()));
        IntStream.range(0, columns.size())
                .mapToObj(column -> columns.get(0).getBuilder().getParameter(name(0, column)))
                .forEach(rest::add);
        return rest;
    }

    private static String marks(int count) {
        return IntStream.range(0, count).mapToObj(mark -> "?").collect(Collectors.joining(", "));
    }

    private static String name(int place, int column) {
        return "k" + place + "_" + column;
    }

    private Object array(List<Object[]> keys, int column) {
        Object array = Array.newInstance(classes.get(column), keys.size());
        IntStream.range(0, keys.size()).forEach(row -> Array.set(array, row, keys.get(row)[column]));
        return array;
    }
}
