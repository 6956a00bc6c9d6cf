package org.synctoasync.graphql.paging;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.type.Locations;
import org.synctoasync.model.OrderTerm;
import org.synctoasync.model.RowAttribute;

/**
 * The argument that orders rows of a class. Its value is one constant of an enum, for example {@code NAME_DESC}, or one
 * value of an input type, for example {@code {field: NAME, direction: DESC}}, or a list of these. A constant is an
 * attribute's name, in its own spelling or in the spelling of constants.
 *
 * <p><b>Threading:</b> made on the deploying thread; only read afterwards.
 */
final class OrderInput {
    private static final String ASCENDING = "ASC";
    private static final String DESCENDING = "DESC";

    private final Function<Object, OrderTerm> reader;

    private OrderInput(Function<Object, OrderTerm> reader) {
        this.reader = reader;
    }

    /**
     * Binds an argument to the attributes of a class.
     *
     * @param place the argument, in the words of a message
     */
    static @Nullable OrderInput of(GraphQLInputType type, Class<?> entity, String place, PageInputs inputs) {
        GraphQLType element = GraphQLTypeUtil.unwrapAll(type);
        if (element instanceof GraphQLEnumType constants) {
            Map<String, OrderTerm> orders = orders(constants, entity, inputs);
            return new OrderInput(value -> Objects.requireNonNull(orders.get(String.valueOf(value))));
        }
        if (element instanceof GraphQLInputObjectType object
                && field(object, "field") instanceof GraphQLEnumType names) {
            Map<String, OrderTerm> orders = orders(names, entity, inputs);
            checkDirection(object, inputs.faults());
            return new OrderInput(value -> directed(orders, (Map<?, ?>) value));
        }
        inputs.faults()
                .add(place + " cannot order; take an enum, or an input type with a field 'field' of an enum and a field"
                        + " 'direction' of an enum of ASC and DESC.");
        return null;
    }

    /** The order terms of an argument's value, with each attribute once. */
    List<OrderTerm> read(@Nullable Object value) {
        List<OrderTerm> orders = new ArrayList<>();
        for (Object one : value == null ? List.of() : value instanceof List<?> several ? several : List.of(value)) {
            OrderTerm order = reader.apply(FilterInput.present(one, "orderBy"));
            if (orders.stream().noneMatch(before -> before.path().equals(order.path()))) {
                orders.add(order);
            }
        }
        return orders;
    }

    private static Map<String, OrderTerm> orders(GraphQLEnumType type, Class<?> entity, PageInputs inputs) {
        Map<String, OrderTerm> orders = new HashMap<>();
        for (GraphQLEnumValueDefinition constant : type.getValues()) {
            String name = constant.getName();
            RowAttribute attribute = attribute(name.replaceFirst("_(ASC|DESC)$", ""), entity, inputs);
            if (attribute == null) {
                inputs.faults()
                        .add(type.getName() + "." + name + " orders no " + entity.getSimpleName()
                                + ": it has no such attribute, or one of which no value is the larger.");
            } else {
                orders.put(name, new OrderTerm(List.of(attribute.name()), name.endsWith("_" + DESCENDING)));
            }
        }
        return orders;
    }

    private static @Nullable RowAttribute attribute(String name, Class<?> entity, PageInputs inputs) {
        return inputs.models().attributes(entity).stream()
                .filter(attribute ->
                        attribute.isOrdered() && plain(attribute.name()).equals(plain(name)))
                .findFirst()
                .orElse(null);
    }

    private static String plain(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }

    private static @Nullable GraphQLType field(GraphQLInputObjectType type, String name) {
        GraphQLInputObjectField field = type.getFieldDefinition(name);
        return field == null ? null : GraphQLTypeUtil.unwrapNonNull(field.getType());
    }

    private static void checkDirection(GraphQLInputObjectType type, Faults faults) {
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            boolean fits = field.getName().equals("field")
                    || field.getName().equals("direction")
                            && field(type, "direction") instanceof GraphQLEnumType direction
                            && direction.getValues().stream()
                                    .allMatch(value ->
                                            List.of(ASCENDING, DESCENDING).contains(value.getName()));
            if (!fits) {
                faults.add(type.getName() + "." + field.getName() + " (" + Locations.of(field)
                        + ") orders nothing; an order has 'field', and 'direction' of an enum of ASC and DESC.");
            }
        }
    }

    private static OrderTerm directed(Map<String, OrderTerm> orders, Map<?, ?> value) {
        OrderTerm order = Objects.requireNonNull(orders.get(String.valueOf(value.get("field"))));
        Object direction = value.get("direction");
        return direction == null ? order : new OrderTerm(order.path(), DESCENDING.equals(direction));
    }
}
