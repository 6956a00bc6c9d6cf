package org.synctoasync.graphql;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.resolver.Names;

/**
 * Follows the Java types that resolvers return along the schema and finds every field that nothing resolves, and every
 * type that cannot be served as what the schema promises.
 *
 * <p>Where the Java type leaves it open ({@code Object}, {@code Map}, an interface of the schema), nothing is found.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
final class OutputCheck {
    private final Set<FieldCoordinates> resolved;
    private final Faults faults;
    private final Set<List<Object>> visited = new HashSet<>();

    OutputCheck(Set<FieldCoordinates> resolved, Faults faults) {
        this.resolved = resolved;
        this.faults = faults;
    }

    /** Checks what a field's resolver or property returns. */
    void check(GraphQLType type, Type returned, String source) {
        Type java = JavaTypes.delivered(returned);
        Class<?> known = JavaTypes.classOf(java);
        if (known == null || known == Object.class || Map.class.isAssignableFrom(known)) {
            return;
        }
        GraphQLType plain = GraphQLTypeUtil.unwrapNonNull(type);
        Type element = JavaTypes.element(java);
        if (plain instanceof GraphQLList list && element != null) {
            check(list.getWrappedType(), element, source);
        } else if (plain instanceof GraphQLList || element != null) {
            unfit(type, returned, source);
        } else {
            checkSingle(plain, known, returned, source);
        }
    }

    private void checkSingle(GraphQLType type, Class<?> known, Type returned, String source) {
        boolean fits = true;
        if (type instanceof GraphQLScalarType scalar) {
            fits = Scalars.accepts(scalar.getName(), known);
        } else if (type instanceof GraphQLEnumType enumeration) {
            fits = known == String.class || known.isEnum();
            checkConstants(enumeration, known, source);
        } else if (type instanceof GraphQLObjectType object) {
            fits = !Scalars.isScalar(known);
            checkObject(object, known);
        }
        if (!fits) {
            unfit(type, returned, source);
        }
    }

    private void checkConstants(GraphQLEnumType type, Class<?> known, String source) {
        Collection<String> constants =
                known.isEnum() ? EnumConstants.byName(known).keySet() : List.of();
        List<String> unknown = constants.stream()
                .filter(name -> type.getValue(name) == null)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            faults.add(source + " returns the enum " + known.getSimpleName() + ", of which the schema's "
                    + type.getName() + " lacks " + String.join(", ", unknown) + ".");
        }
    }

    private void checkObject(GraphQLObjectType type, Class<?> known) {
        if (Scalars.isScalar(known) || !visited.add(List.of(type.getName(), known))) {
            return;
        }
        for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
            if (!resolved.contains(FieldCoordinates.coordinates(type, field))) {
                checkProperty(type, field, known);
            }
        }
    }

    private void checkProperty(GraphQLObjectType type, GraphQLFieldDefinition field, Class<?> known) {
        String coordinate = type.getName() + "." + field.getName();
        Type property = propertyType(known, field.getName());
        if (property == null) {
            faults.add(coordinate + " (" + Locations.of(field) + ") has no resolver, and " + Names.of(known)
                    + " has no property '" + field.getName() + "'; add a getter, or a method annotated @Field(\""
                    + coordinate + "\").");
        } else {
            check(
                    field.getType(),
                    property,
                    "the property " + Names.of(known) + "." + field.getName() + " for " + coordinate + " ("
                            + Locations.of(field) + ")");
        }
    }

    /** The type of a property, found as the engine's property fetcher finds it. */
    private static @Nullable Type propertyType(Class<?> type, String name) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        Optional<Type> getter = Stream.of(name, "get" + capital, "is" + capital)
                .flatMap(candidate -> Stream.of(type.getMethods()).filter(method -> isGetter(method, candidate)))
                .findFirst()
                .map(Method::getGenericReturnType);
        return getter.or(() -> Stream.of(type.getFields())
                        .filter(field -> field.getName().equals(name))
                        .map(java.lang.reflect.Field::getGenericType)
                        .findFirst())
                .orElse(null);
    }

    private static boolean isGetter(Method method, String name) {
        return method.getName().equals(name)
                && method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class;
    }

    private void unfit(GraphQLType type, Type returned, String source) {
        String name = type instanceof GraphQLNamedType named ? named.getName() : GraphQLTypeUtil.simplePrint(type);
        faults.add(source + " is of type " + Names.of(returned) + ", which cannot be served as " + name + ".");
    }
}
