package org.synctoasync.model;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.synctoasync.resolver.SyncToAsync;

/**
 * A method of a bean that resolves one field.
 *
 * @param type the name of the object type that the field belongs to
 * @param field the field's name
 * @param method the method as the bean's class declares it
 * @param mode where and in what surroundings it is called; see {@link SyncToAsync}
 * @param access who may read the field
 * @param bean what to call the method on: the bean's contextual reference
 */
public record ResolverMethod(String type, String field, Method method, CallMode mode, Access access, Object bean) {

    /** The field's schema coordinate, as {@code Book.author}. */
    public String coordinate() {
        return type + "." + field;
    }

    /** Whether the method blocks and must be carried to a thread of ours: decided by its declared return type. */
    public boolean blocks() {
        return !isAsynchronous(method.getReturnType());
    }

    /** The method in the words of a message, as {@code BookResolvers.getBook(int)}. */
    public String describe() {
        return Names.of(method);
    }

    private static boolean isAsynchronous(Class<?> type) {
        return CompletionStage.class.isAssignableFrom(type)
                || Flow.Publisher.class.isAssignableFrom(type)
                || "org.reactivestreams.Publisher".equals(type.getName());
    }
}
