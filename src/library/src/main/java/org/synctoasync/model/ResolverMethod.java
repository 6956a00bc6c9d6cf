package org.synctoasync.model;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.synctoasync.resolver.SyncToAsync;

/**
 * A method of a bean that resolves one field.
 *
 * @param type the name of the object type to which the field belongs
 * @param field the field's name
 * @param method the method as the bean's class declares it
 * @param mode the thread and the transaction of its calls; see {@link SyncToAsync}
 * @param access the access rule of the field
 * @param bean the object on which the method is called: the bean's contextual reference
 */
public record ResolverMethod(String type, String field, Method method, CallMode mode, Access access, Object bean) {

    /** The field's schema coordinate, for example {@code Book.author}. */
    public String coordinate() {
        return type + "." + field;
    }

    /** Whether the method blocks and must run on a thread of the library. The declared return type decides this. */
    public boolean blocks() {
        return !isAsynchronous(method.getReturnType());
    }

    /** The method's name in messages, for example {@code BookResolvers.getBook(int)}. */
    public String describe() {
        return Names.of(method);
    }

    private static boolean isAsynchronous(Class<?> type) {
        return CompletionStage.class.isAssignableFrom(type)
                || Flow.Publisher.class.isAssignableFrom(type)
                || "org.reactivestreams.Publisher".equals(type.getName());
    }
}
