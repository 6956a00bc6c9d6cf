package org.synctoasync.graphql.input;

import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.InvalidArgument;
import org.synctoasync.graphql.error.Mismatch;

/** Converts input objects to records, component by component. */
final class RecordCoercion {
    private RecordCoercion() {}

    static Coercion of(GraphQLInputObjectType type, Class<?> target, Coercions coercions) throws Mismatch {
        if (!target.isRecord()) {
            throw Coercions.unfit(type, target, "take a record or a Map<String, Object>");
        }
        Map<String, Coercion> components = components(type, target, coercions);
        Constructor<?> constructor = canonicalConstructor(target);
        return value -> {
            Map<?, ?> fields = (Map<?, ?>) value;
            @Nullable Object[] arguments = components.entrySet().stream()
                    .<@Nullable Object>map(component -> component.getValue().apply(fields.get(component.getKey())))
                    .toArray();
            return construct(constructor, arguments);
        };
    }

    private static Map<String, Coercion> components(GraphQLInputObjectType type, Class<?> target, Coercions coercions)
            throws Mismatch {
        Set<String> superfluous =
                type.getFields().stream().map(GraphQLInputObjectField::getName).collect(Collectors.toSet());
        Map<String, Coercion> components = new LinkedHashMap<>();
        for (RecordComponent component : target.getRecordComponents()) {
            GraphQLInputObjectField field = type.getField(component.getName());
            if (field == null) {
                throw new Mismatch(type.getName() + " has no field '" + component.getName() + "' for the record "
                        + target.getSimpleName());
            }
            components.put(field.getName(), coercions.of(field.getType(), component.getGenericType()));
            superfluous.remove(field.getName());
        }
        if (!superfluous.isEmpty()) {
            throw new Mismatch("the record " + target.getSimpleName() + " lacks " + String.join(", ", superfluous)
                    + " of " + type.getName());
        }
        return components;
    }

    private static Constructor<?> canonicalConstructor(Class<?> target) throws Mismatch {
        Class<?>[] types = Stream.of(target.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = target.getDeclaredConstructor(types);
            constructor.setAccessible(true); // the record need not be public
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new Mismatch(target.getSimpleName() + " has no canonical constructor");
        }
    }

    private static Object construct(Constructor<?> constructor, @Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) { // the record checks its values
            throw new InvalidArgument(
                    String.valueOf(refused.getTargetException().getMessage()));
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Cannot make a " + constructor.getDeclaringClass(), broken);
        }
    }
}
