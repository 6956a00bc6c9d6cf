package org.synctoasync.graphql.paging;

import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.input.Coercion;
import org.synctoasync.graphql.input.Coercions;
import org.synctoasync.graphql.type.Locations;
import org.synctoasync.model.Condition;
import org.synctoasync.model.Condition.Operator;
import org.synctoasync.model.Condition.Test;
import org.synctoasync.model.RowAttribute;

/**
 * The operators of an input type for one attribute. The type may have any of
 * {@code eq ne in notIn lt le gt ge like startsWith endsWith contains isNull}.
 */
final class FilterOperators {
    private static final Map<String, Operator> COMPARING =
            Map.of("lt", Operator.LT, "le", Operator.LE, "gt", Operator.GT, "ge", Operator.GE);

    private static final Map<String, Operator> MATCHING = Map.of(
            "like", Operator.LIKE,
            "startsWith", Operator.STARTS_WITH,
            "endsWith", Operator.ENDS_WITH,
            "contains", Operator.CONTAINS);

    private static final Pattern ESCAPED = Pattern.compile("\\\\[\\\\%_]");

    private FilterOperators() {}

    static FilterInput.Part of(GraphQLInputObjectType type, RowAttribute attribute, String place, PageInputs inputs) {
        Map<String, FilterInput.Part> operators = new LinkedHashMap<>();
        for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
            try {
                operators.put(field.getName(), operator(field, attribute, inputs.coercions()));
            } catch (Mismatch mismatch) {
                inputs.faults()
                        .add(type.getName() + "." + field.getName() + " (" + Locations.of(field) + ") does not fit "
                                + place + ": " + mismatch.reason() + ".");
            }
        }
        return (value, path) -> {
            List<String> column = PageInputs.join(path, attribute);
            List<Condition> all = new ArrayList<>();
            ((Map<?, ?>) FilterInput.present(value, attribute.name()))
                    .forEach((name, operand) -> all.add(Objects.requireNonNull(operators.get(String.valueOf(name)))
                            .condition(operand, column)));
            return all.size() == 1 ? all.get(0) : new Condition.And(all);
        };
    }

    private static FilterInput.Part operator(GraphQLInputObjectField field, RowAttribute attribute, Coercions coercions)
            throws Mismatch {
        String name = field.getName();
        GraphQLInputType type = GraphQLTypeUtil.unwrapNonNullAs(field.getType());
        switch (name) {
            case "isNull" -> {
                coercions.of(type, Boolean.class);
                return (value, column) -> isNull(column, (Boolean) FilterInput.present(value, name));
            }
            case "in", "notIn" -> {
                if (!(type instanceof GraphQLList list)) {
                    throw new Mismatch("it takes one value; take a list");
                }
                Coercion element = coercions.of(
                        (GraphQLInputType) GraphQLTypeUtil.unwrapNonNull(list.getWrappedType()), attribute.type());
                return (value, column) -> {
                    Condition in = in(column, (List<?>) FilterInput.present(value, name), element);
                    return name.equals("in") ? in : new Condition.Not(in);
                };
            }
            default -> {
                return ofOne(name, coercions.of(type, attribute.type()), attribute);
            }
        }
    }

    private static FilterInput.Part ofOne(String name, Coercion coercion, RowAttribute attribute) throws Mismatch {
        if (name.equals("eq")) {
            return (value, column) -> equal(column, operand(coercion, value));
        }
        if (name.equals("ne")) {
            return (value, column) -> unequal(column, operand(coercion, value));
        }
        Operator operator = COMPARING.getOrDefault(name, MATCHING.get(name));
        if (operator == null) {
            throw new Mismatch(
                    "there is no such operator; known are eq, ne, in, notIn, lt, le, gt, ge, like, startsWith,"
                            + " endsWith, contains and isNull");
        }
        boolean fits = COMPARING.containsKey(name) ? attribute.isOrdered() : attribute.type() == String.class;
        if (!fits) {
            throw new Mismatch(attribute.type().getSimpleName() + " cannot be compared so");
        }
        return (value, column) -> {
            Object operand = FilterInput.present(operand(coercion, value), name);
            if (operator == Operator.LIKE) {
                checkPattern(operand.toString());
            }
            return new Test(column, operator, operand);
        };
    }

    /**
     * Checks the backslashes of a pattern. Databases differ in the other characters that a backslash may precede, and
     * no database allows one at the end.
     */
    private static void checkPattern(String pattern) {
        if (ESCAPED.matcher(pattern).replaceAll("").indexOf('\\') >= 0) {
            throw new InvalidArgument("like has a backslash that does not stand before %, _ or a backslash");
        }
    }

    static Condition equal(List<String> column, @Nullable Object value) {
        return value == null ? isNull(column, true) : new Test(column, Operator.EQ, value);
    }

    private static Condition unequal(List<String> column, @Nullable Object value) {
        return value == null ? isNull(column, false) : new Test(column, Operator.NE, value);
    }

    private static Condition isNull(List<String> column, boolean isNull) {
        Condition test = new Test(column, Operator.IS_NULL, null);
        return isNull ? test : new Condition.Not(test);
    }

    /** Makes the condition of {@code in}. A null among the values matches rows without a value. */
    private static Condition in(List<String> column, List<?> values, Coercion element) {
        List<Object> present = values.stream()
                .flatMap(value -> Stream.ofNullable(operand(element, value)))
                .distinct()
                .toList();
        Condition in = new Test(column, Operator.IN, present);
        return values.stream().allMatch(Objects::nonNull) ? in : new Condition.Or(List.of(in, isNull(column, true)));
    }

    /** Converts a value to the attribute's class. */
    static @Nullable Object operand(Coercion coercion, @Nullable Object value) {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new InvalidArgument("the character U+0000 is in no text of the database");
        }
        return coercion.apply(value);
    }
}
