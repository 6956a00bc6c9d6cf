package org.synctoasync.graphql.paging;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.model.Condition;
import org.synctoasync.model.OrderTerm;
import org.synctoasync.model.PageRequest;
import org.synctoasync.model.Position;
import org.synctoasync.model.Rows;

/**
 * The arguments of a field that is read from rows. All values from the client are checked before anything is read.
 *
 * <p><b>Threading:</b> made on the deploying thread; only read afterwards.
 */
final class PageArguments {
    private static final Set<String> NUMBERS = Set.of("first", "last");
    private static final Set<String> CURSORS = Set.of("after", "before");
    private static final Set<String> FILTERS = Set.of("where", "filter");

    private final Rows rows;
    private final PageLimits limits;
    private @Nullable String filterName;
    private @Nullable FilterInput filter;
    private @Nullable OrderInput order;

    private PageArguments(Rows rows, PageLimits limits) {
        this.rows = rows;
        this.limits = limits;
    }

    /**
     * Binds a field's arguments to rows.
     *
     * @param isPaged whether the field is a connection; otherwise it is a list
     * @param place the field, in the words of a message
     */
    static PageArguments of(GraphQLFieldDefinition field, boolean isPaged, Rows rows, String place, PageInputs inputs) {
        PageArguments arguments = new PageArguments(rows, inputs.limits());
        for (GraphQLArgument argument : field.getArguments()) {
            String at = "The argument '" + argument.getName() + "' of " + place;
            if (!arguments.add(argument, isPaged, at, inputs)) {
                inputs.faults()
                        .add(
                                at + " is " + GraphQLTypeUtil.simplePrint(argument.getType()) + "; known are "
                                        + (isPaged
                                                ? "first: Int, last: Int, after: String, before: String"
                                                : "first: Int")
                                        + ", where or filter of an input type, and orderBy; a method annotated @Field can take others.");
            }
        }
        return arguments;
    }

    private boolean add(GraphQLArgument argument, boolean isPaged, String place, PageInputs inputs) {
        String name = argument.getName();
        GraphQLInputType type = GraphQLTypeUtil.unwrapNonNullAs(argument.getType());
        if (NUMBERS.contains(name)) {
            return isScalar(type, "Int") && (isPaged || name.equals("first"));
        }
        if (CURSORS.contains(name)) {
            return isPaged && (isScalar(type, "String") || isScalar(type, "ID"));
        }
        if (FILTERS.contains(name) && filter == null && type instanceof GraphQLInputObjectType object) {
            filterName = name;
            filter = FilterInput.of(object, rows.element(), inputs);
            return true;
        }
        if (name.equals("orderBy")) {
            order = OrderInput.of(type, rows.element(), place, inputs);
            return true;
        }
        return false;
    }

    private static boolean isScalar(GraphQLInputType type, String name) {
        return type instanceof GraphQLScalarType scalar && scalar.getName().equals(name);
    }

    /** The connection that a client requests. */
    Connection connection(DataFetchingEnvironment environment, Object key) {
        Integer first = number(environment, "first");
        Integer last = number(environment, "last");
        List<OrderTerm> by = order(environment);
        DataFetchingFieldSelectionSet selected = environment.getSelectionSet();
        PageWindow window = new PageWindow(
                first == null && last == null ? Integer.valueOf(limits.usual()) : first,
                last,
                position(environment, "after", by),
                position(environment, "before", by),
                selected.contains("pageInfo/hasNextPage"),
                selected.contains("pageInfo/hasPreviousPage"));
        return new Connection(
                rows,
                key,
                condition(environment),
                by,
                window,
                new HashMap<>(environment.getArguments()),
                filterName == null ? null : environment.getArgument(filterName));
    }

    /** The page request for a list. */
    PageRequest section(DataFetchingEnvironment environment) {
        Integer first = number(environment, "first");
        return new PageRequest(
                condition(environment),
                order(environment),
                false,
                null,
                null,
                false,
                first == null ? PageRequest.ALL : first);
    }

    private @Nullable Integer number(DataFetchingEnvironment environment, String name) {
        Integer number = environment.getArgument(name);
        if (number != null && (number < 0 || number > limits.most())) {
            throw new InvalidArgument(
                    "the argument '" + name + "' is " + number + "; take a number from 0 to " + limits.most());
        }
        return number;
    }

    private @Nullable Position position(DataFetchingEnvironment environment, String name, List<OrderTerm> by) {
        Object cursor = environment.getArgument(name);
        try {
            return cursor == null ? null : rows.position(cursor.toString(), by);
        } catch (IllegalArgumentException refused) {
            throw new InvalidArgument("the argument '" + name + "' " + refused.getMessage());
        }
    }

    private Condition condition(DataFetchingEnvironment environment) {
        Object value = filterName == null ? null : environment.getArgument(filterName);
        return filter == null || value == null
                ? Condition.NONE
                : PageInputs.bounded(filter.condition(value, List.of()));
    }

    private List<OrderTerm> order(DataFetchingEnvironment environment) {
        return order == null ? List.of() : order.read(environment.getArgument("orderBy"));
    }
}
