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
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.security.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
    private static final System.Logger LOG = System.getLogger(RequestScope.class.getName());

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
        return new Carried(new RequestBeans(existing()), null);
    }

    /** Provides the beans of one request. */
    private final class Carried implements Captured {
        private final RequestBeans request;
        private final @Nullable Map<Contextual<?>, Object> kept;

        /**
         * Creates the captured context.
         *
         * @param kept the beans that detached operations keep; null before the first of them is detached
         */
        Carried(RequestBeans request, @Nullable Map<Contextual<?>, Object> kept) {
            this.request = request;
            this.kept = kept;
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

        /** The container destroys the beans of an HTTP request at its end. Its principals remain valid. */
        @Override
        public Captured detached() {
            Map<Contextual<?>, Object> principals = kept == null ? principals() : kept;
            return new Carried(new RequestBeans(principals), principals);
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
        Context serving = serving();
        if (serving != null) {
            requestScoped.forEach(bean -> put(found, bean, serving.get(bean)));
        }
        return found;
    }

    /**
     * The principals of the request that this thread serves now. They are created here, because their producers need
     * that request: WildFly produces the principal of a JSON Web Token from a request-scoped bean. A principal that
     * is itself a managed bean is left out: the container destroys it with the request.
     */
    private Map<Contextual<?>, Object> principals() {
        Map<Contextual<?>, Object> found = new HashMap<>();
        Context serving = serving();
        if (serving != null) {
            requestScoped.stream()
                    .filter(bean -> bean.getTypes().contains(Principal.class))
                    .filter(bean -> !bean.getTypes().contains(bean.getBeanClass()))
                    .forEach(bean -> put(found, bean, create(bean, serving)));
        }
        return found;
    }

    private <T> @Nullable T create(Bean<T> bean, Context serving) {
        try {
            return serving.get(bean, Objects.requireNonNull(beans).createCreationalContext(bean));
        } catch (RuntimeException failure) { // the resolver that needs the bean gets the failure of its own attempt
            LOG.log(Level.DEBUG, "A principal cannot be created", failure);
            return null;
        }
    }

    private static void put(Map<Contextual<?>, Object> found, Bean<?> bean, @Nullable Object instance) {
        if (instance != null) {
            found.put(bean, instance);
        }
    }

    private @Nullable Context serving() {
        BeanManager manager = beans;
        if (manager == null || requestScoped.isEmpty()) {
            return null;
        }
        try {
            return manager.getContext(RequestScoped.class);
        } catch (ContextNotActiveException none) {
            return null;
        }
    }
}
