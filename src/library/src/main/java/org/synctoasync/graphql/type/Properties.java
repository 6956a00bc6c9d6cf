package org.synctoasync.graphql.type;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the properties of classes in the same way as the engine's property fetcher. */
public final class Properties {
    private Properties() {}

    /** The type of a property; null if there is no such property. */
    public static @Nullable Type type(Class<?> type, String name) {
        return getter(type, name)
                .map(Method::getGenericReturnType)
                .or(() -> Stream.of(type.getFields())
                        .filter(field -> field.getName().equals(name))
                        .map(java.lang.reflect.Field::getGenericType)
                        .findFirst())
                .orElse(null);
    }

    /** The value of a property that has a getter. */
    public static @Nullable Object value(Object object, String name) {
        Method getter = getter(object.getClass(), name)
                .orElseThrow(() -> new IllegalStateException(object.getClass() + " has no property '" + name + "'"));
        try {
            getter.setAccessible(true); // the class need not be public
            return getter.invoke(object);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getTargetException());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The getter of a property. */
    public static Optional<Method> getter(Class<?> type, String name) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return Stream.of(name, "get" + capital, "is" + capital)
                .flatMap(candidate -> Stream.of(type.getMethods()).filter(method -> isGetter(method, candidate)))
                .findFirst();
    }

    private static boolean isGetter(Method method, String name) {
        return method.getName().equals(name)
                && method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class;
    }
}
