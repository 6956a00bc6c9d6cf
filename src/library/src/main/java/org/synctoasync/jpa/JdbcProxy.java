package org.synctoasync.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an object of a JDBC driver or of a server, and hands every call on to it. {@code unwrap} reaches through;
 * two proxies are equal only if they are one.
 *
 * <p><b>Threading:</b> immutable; as the object behind.
 */
abstract class JdbcProxy implements InvocationHandler {
    private final Object target;

    JdbcProxy(Object target) {
        this.target = target;
    }

    /** Makes the proxy. */
    final <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> target.toString();
            };
        }
        return call(method, arguments);
    }

    /** Makes a call; what is overridden to act on it calls this one. */
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown.getCause();
        }
    }
}
