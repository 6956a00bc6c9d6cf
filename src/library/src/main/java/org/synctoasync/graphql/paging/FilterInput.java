package org.synctoasync.graphql.paging;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.input.Coercion;
import org.synctoasync.graphql.type.Locations;
import org.synctoasync.model.Condition;
import org.synctoasync.model.RowAttribute;

/**
 * An input type that filters rows of a class. Its fields are attributes of the class, {@code and}, {@code or} and
 * {@code not}; it can have no other fields.
 *
 * <p><b>Threading:</b> made on the deploying thread; only read afterwards.
 */
final class FilterInput {
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** Makes a condition from a field's value. */
    @FunctionalInterface
    interface Part {
        /** Makes a condition on an attribute of the object to which the path leads. */
        Condition condition(@Nullable Object value, List<String> path);
    }

    /**
     * Binds an input type to a class, once for each pair of both.
     *
     * @param inputs has the filters made so far, because an input type may contain itself
     */
    static FilterInput of(GraphQLInputObjectType type, Class<?> entity, PageInputs inputs) {
        List<Object> pair = List.of(type.getName(), entity);
        FilterInput known = inputs.known().get(pair);
        if (known != null) {
            return known;
        }
        FilterInput made = new FilterInput();
        inputs.known().put(pair, made);
        type.getFieldDefinitions().forEach(field -> made.add(field, type, entity, inputs));
        return made;
    }

    /** The condition that a value of the input type expresses. */
    Condition condition(Object value, List<String> path) {
        List<Condition> all = new ArrayList<>();
        ((Map<?, ?>) value)
                .forEach((name, one) -> all.add(
                        Objects.requireNonNull(parts.get(String.valueOf(name))).condition(one, path)));
        return all.size() == 1 ? all.get(0) : new Condition.And(all);
    }

    private void add(GraphQLInputObjectField field, GraphQLInputObjectType type, Class<?> entity, PageInputs inputs) {
        String name = field.getName();
        String place = type.getName() + "." + name + " (" + Locations.of(field) + ")";
        try {
            parts.put(name, isLogic(field, type) ? logic(name) : attribute(field, entity, place, inputs));
        } catch (Mismatch mismatch) {
            inputs.faults().add(place + " filters no " + entity.getSimpleName() + ": " + mismatch.reason() + ".");
        }
    }

    private static boolean isLogic(GraphQLInputObjectField field, GraphQLInputObjectType type) {
        return List.of("and", "or", "not").contains(field.getName())
                && GraphQLTypeUtil.unwrapAll(field.getType()) == type
                && (field.getName().equals("not") ? !isList(field.getType()) : isList(field.getType()));
    }

    private static boolean isList(GraphQLInputType type) {
        return GraphQLTypeUtil.unwrapNonNull(type) instanceof GraphQLList;
    }

    private Part logic(String name) {
        return switch (name) {
            case "not" -> (value, path) -> new Condition.Not(condition(present(value, name), path));
            case "or" -> (value, path) -> new Condition.Or(each((List<?>) present(value, name), path));
            default -> (value, path) -> new Condition.And(each((List<?>) present(value, name), path));
        };
    }

    private List<Condition> each(List<?> values, List<String> path) {
        return values.stream()
                .map(value -> condition(present(value, "a filter in a list"), path))
                .toList();
    }

    private static Part attribute(GraphQLInputObjectField field, Class<?> entity, String place, PageInputs inputs)
            throws Mismatch {
        RowAttribute attribute = inputs.models().attributes(entity).stream()
                .filter(one -> one.name().equals(field.getName()))
                .findFirst()
                .orElseThrow(() -> new Mismatch("it has no such attribute, or one of many values"));
        GraphQLInputType type = GraphQLTypeUtil.unwrapNonNullAs(field.getType());
        if (attribute.isBasic() && type instanceof GraphQLInputObjectType operators) {
            return FilterOperators.of(operators, attribute, place, inputs);
        }
        if (attribute.isBasic() && (type instanceof GraphQLScalarType || type instanceof GraphQLEnumType)) {
            Coercion coercion = inputs.coercions().of(type, attribute.type());
            return (value, path) ->
                    FilterOperators.equal(PageInputs.join(path, attribute), FilterOperators.operand(coercion, value));
        }
        if (!attribute.isBasic() && type instanceof GraphQLInputObjectType inner) {
            FilterInput nested = of(inner, attribute.type(), inputs);
            return (value, path) ->
                    nested.condition(present(value, attribute.name()), PageInputs.join(path, attribute));
        }
        throw new Mismatch("it is " + attribute.type().getSimpleName() + ", and " + GraphQLTypeUtil.simplePrint(type)
                + " cannot say which; take "
                + (attribute.isBasic() ? "a scalar or an input type of operators" : "an input type of its attributes"));
    }

    /** Requires a value. A filter that is silently ignored would return all rows. */
    static Object present(@Nullable Object value, String name) {
        if (value == null) {
            throw new InvalidArgument(name + " is null, which filters nothing; leave it out");
        }
        return value;
    }
}
