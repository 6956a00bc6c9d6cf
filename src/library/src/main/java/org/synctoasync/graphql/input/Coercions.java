package org.synctoasync.graphql.input;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.type.EnumConstants;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.model.Names;

/**
 * Finds the conversions from GraphQL input types to Java types at deployment and checks that the types fit.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 */
public final class Coercions {
    private final Map<List<Object>, Coercion> records = new HashMap<>();

    /**
     * Finds the conversion.
     *
     * @throws Mismatch if not every value of the GraphQL type has a Java value
     */
    public Coercion of(GraphQLInputType type, Type target) throws Mismatch {
        if (target instanceof Class<?> primitive && primitive.isPrimitive() && GraphQLTypeUtil.isNullable(type)) {
            throw new Mismatch(GraphQLTypeUtil.simplePrint(type) + " may be null and " + primitive + " cannot be; take "
                    + Names.of(Objects.requireNonNull(JavaTypes.classOf(primitive))));
        }
        GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
        Class<?> known = JavaTypes.classOf(target);
        if (known == null || known == Object.class) {
            return value -> value;
        }
        if (plain instanceof GraphQLList list) {
            return ofList(list, target, known);
        }
        if (plain instanceof GraphQLEnumType enumeration) {
            return ofEnum(enumeration, known);
        }
        if (plain instanceof GraphQLInputObjectType object) {
            return Map.class.isAssignableFrom(known) ? value -> value : ofRecord(object, known);
        }
        return ScalarCoercion.of(((GraphQLScalarType) plain).getName(), known);
    }

    private Coercion ofRecord(GraphQLInputObjectType type, Class<?> known) throws Mismatch {
        List<Object> pair = List.of(type.getName(), known);
        if (records.containsKey(pair)) { // an input type may contain itself
            return value -> Objects.requireNonNull(records.get(pair)).convert(value);
        }
        records.put(pair, value -> value);
        Coercion coercion = RecordCoercion.of(type, known, this);
        records.put(pair, coercion);
        return coercion;
    }

    private Coercion ofList(GraphQLList list, Type target, Class<?> known) throws Mismatch {
        Type element = JavaTypes.element(target);
        if (element == null || known.isArray() || !known.isAssignableFrom(collectionFor(known))) {
            throw unfit(list, target, "take a List or a Set");
        }
        Coercion each = of((GraphQLInputType) list.getWrappedType(), element);
        boolean takesNull = GraphQLTypeUtil.isNullable(list.getWrappedType());
        return value -> {
            Collection<@Nullable Object> converted = known == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
            for (Object item : (Iterable<?>) value) {
                if (item == null && !takesNull) { // comes from a variable with a default; the engine does not reject it
                    throw new InvalidArgument("an item of the list must not be null");
                }
                converted.add(each.apply(item));
            }
            return converted;
        };
    }

    private static Class<?> collectionFor(Class<?> known) {
        return known == Set.class ? Set.class : List.class;
    }

    private static Coercion ofEnum(GraphQLEnumType type, Class<?> known) throws Mismatch {
        if (known == String.class) {
            return String::valueOf;
        }
        if (!known.isEnum()) {
            throw unfit(type, known, "take an enum or a String");
        }
        Map<String, Object> constants = EnumConstants.byName(known);
        List<String> missing = type.getValues().stream()
                .map(value -> value.getName())
                .filter(name -> !constants.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new Mismatch("the enum " + known.getSimpleName() + " lacks " + String.join(", ", missing) + " of "
                    + type.getName());
        }
        return value -> Objects.requireNonNull(constants.get(String.valueOf(value)));
    }

    /** The mismatch of two unrelated types. */
    static Mismatch unfit(GraphQLType type, Type target, String remedy) {
        String name = type instanceof GraphQLNamedType named ? named.getName() : GraphQLTypeUtil.simplePrint(type);
        return new Mismatch(Names.of(target) + " cannot hold " + name + "; " + remedy);
    }
}
