package org.synctoasync.model;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of classes, types and methods in messages: the same as in the source, without packages and outer classes.
 */
public final class Names {
    private Names() {}

    /** Returns the name of a method, for example {@code BookResolvers.getBook(int)}. */
    public static String of(Method method) {
        String parameters =
                Stream.of(method.getGenericParameterTypes()).map(Names::of).collect(Collectors.joining(", "));
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(" + parameters + ")";
    }

    /** Returns the name of a type, for example {@code DataLoader<Long, Book>}. */
    public static String of(Type type) {
        return type.getTypeName().replaceAll("(\\w+[.$])+", "");
    }
}
