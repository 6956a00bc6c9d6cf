package org.synctoasync.cdi;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request-scoped beans of one request.
 *
 * <p><b>Threading:</b> shared by the threads of the request; guarded by its own monitor.
 */
final class RequestBeans {
    private final Map<Contextual<?>, Object> borrowed;
    private final Map<Contextual<?>, Owned<?>> owned = new HashMap<>();
    private int users;

    private record Owned<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        void destroy() {
            bean.destroy(instance, creation);
        }
    }

    /**
     * Makes them.
     *
     * @param borrowed the beans that the HTTP request has already; the container destroys them
     */
    RequestBeans(Map<Contextual<?>, Object> borrowed) {
        this.borrowed = Map.copyOf(borrowed);
    }

    @SuppressWarnings("unchecked") // a bean's instance is of the bean's type
    synchronized <T> @Nullable T get(Contextual<T> bean) {
        Object instance = borrowed.get(bean);
        if (instance == null) {
            Owned<?> own = owned.get(bean);
            instance = own == null ? null : own.instance();
        }
        return (T) instance;
    }

    synchronized <T> @Nullable T getOrCreate(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        T instance = get(bean);
        if (instance == null && creation != null) {
            instance = bean.create(creation);
            owned.put(bean, new Owned<>(bean, instance, creation));
        }
        return instance;
    }

    synchronized void destroy(Contextual<?> bean) {
        Owned<?> own = owned.remove(bean);
        if (own != null) {
            own.destroy();
        }
    }

    synchronized void join() {
        users++;
    }

    /** Called by each thread when it has done with the request; after the last one the beans are destroyed. */
    synchronized void leave() {
        users--;
        if (users == 0) {
            owned.values().forEach(Owned::destroy);
            owned.clear();
        }
    }
}
