package org.synctoasync.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.ContextCarrier;

/**
 * The CDI request context on lanes and parallel threads, where the container's context is not active. It provides the
 * existing beans of the HTTP request. It keeps the beans that resolvers create until the last thread of the request has
 * finished with them.
 *
 * <p><b>Threading:</b> may be used by any thread; a thread-local holds the current request while a thread works for it.
 */
final class RequestScope implements AlterableContext, ContextCarrier {
    private final HttpRequestCarrier requests;
    private final ThreadLocal<@Nullable RequestBeans> current = new ThreadLocal<>();
    private final Set<Bean<?>> requestScoped = ConcurrentHashMap.newKeySet();
    private @Nullable BeanManager beans;

    RequestScope(HttpRequestCarrier requests) {
        this.requests = requests;
    }

    /**
     * Adds a bean. Called for each bean of the application, including beans that the archive of this class does not
     * see.
     */
    void add(Bean<?> bean) {
        if (bean.getScope() == RequestScoped.class) {
            requestScoped.add(bean);
        }
    }

    /** Called once, when all beans are known. */
    void deployed(BeanManager manager) {
        beans = manager;
        manager.getBeans(Object.class, Any.Literal.INSTANCE).forEach(this::add); // built-in beans too
    }

    @Override
    public Captured capture() {
        return new Carried(new RequestBeans(existing()));
    }

    /** Provides the beans of one request. */
    private final class Carried implements Captured {
        private final RequestBeans request;

        Carried(RequestBeans request) {
            this.request = request;
        }

        @Override
        public Restored restore() {
            RequestBeans before = current.get();
            request.join();
            current.set(request);
            return () -> {
                try {
                    request.leave(); // beans that are being destroyed may need other beans
                } finally {
                    show(before);
                }
            };
        }

        private void show(@Nullable RequestBeans beans) {
            if (beans == null) {
                current.remove();
            } else {
                current.set(beans);
            }
        }

        /**
         * Returns a context without the beans of the HTTP request, because the container destroys them at the end of
         * the request.
         */
        @Override
        public Captured detached() {
            return new Carried(new RequestBeans(Map.of()));
        }
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return RequestScoped.class;
    }

    @Override
    @SuppressWarnings("unchecked") // the server's bean is the HTTP request
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        CurrentHttpRequest http = requests.current();
        return http != null && requests.isRequest(bean) ? (T) http.view() : active().getOrCreate(bean, creation);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return active().get(bean);
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        active().destroy(bean);
    }

    private RequestBeans active() {
        RequestBeans request = current.get();
        if (request == null) {
            throw new ContextNotActiveException("This thread works for no request");
        }
        return request;
    }

    /** The existing beans of the request that the calling thread serves now, if it serves a request. */
    private Map<Contextual<?>, Object> existing() {
        Map<Contextual<?>, Object> found = new HashMap<>();
        BeanManager manager = beans;
        if (manager != null && !requestScoped.isEmpty()) {
            try {
                Context serving = manager.getContext(RequestScoped.class);
                requestScoped.forEach(bean -> put(found, bean, serving));
            } catch (ContextNotActiveException none) {
                return found;
            }
        }
        return found;
    }

    private static <T> void put(Map<Contextual<?>, Object> found, Bean<T> bean, Context serving) {
        T instance = serving.get(bean);
        if (instance != null) {
            found.put(bean, instance);
        }
    }
}
