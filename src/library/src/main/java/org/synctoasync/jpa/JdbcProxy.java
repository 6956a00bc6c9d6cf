package org.synctoasync.jpa;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that forwards every call to an object of a JDBC driver or of a server, {@code unwrap} included. A proxy is
 * equal only to itself.
 *
 * <p><b>Threading:</b> immutable; otherwise the same as for the wrapped object.
 */
abstract class JdbcProxy implements InvocationHandler {
    private final Object target;

    JdbcProxy(Object target) {
        this.target = target;
    }

    /** Creates the proxy as an instance of an interface. */
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

    /** Makes a call. An overriding method acts on the call and calls this method to forward it. */
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
