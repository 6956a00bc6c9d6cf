package org.synctoasync.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.ContextCarrier;

/**
 * Carries the HTTP request to lanes and parallel threads, where the server's bean for it finds no request.
 *
 * <p><b>Threading:</b> may be used by any thread; a thread-local holds the current request while a thread works for it.
 */
final class HttpRequestCarrier implements ContextCarrier {
    private final ThreadLocal<@Nullable CurrentHttpRequest> current = new ThreadLocal<>();
    private @Nullable BeanManager beans;
    private @Nullable Bean<HttpServletRequest> builtIn;

    /** Called once, when all beans are known. */
    void deployed(BeanManager manager) {
        beans = manager;
        builtIn = resolve(manager, HttpServletRequest.class);
    }

    /** The server's bean of a type; null outside a servlet container. */
    @SuppressWarnings("unchecked") // a bean of that type
    static <T> @Nullable Bean<T> resolve(BeanManager manager, Class<T> type) {
        try {
            return (Bean<T>) manager.resolve(manager.getBeans(type));
        } catch (AmbiguousResolutionException several) { // the application produces its own
            return null;
        }
    }

    /**
     * The request for which the calling thread works; null if it works for no request, or if the server's own contexts
     * are active.
     */
    @Nullable CurrentHttpRequest current() {
        return current.get();
    }

    /** Whether a bean is the server's bean for the request. */
    boolean isRequest(Contextual<?> bean) {
        return isLike(builtIn, bean);
    }

    /** Whether both are the same built-in bean. Weld creates one for each archive, and wraps it for some contexts. */
    static boolean isLike(@Nullable Bean<?> builtIn, Contextual<?> contextual) {
        return builtIn != null
                && contextual instanceof Bean<?> bean
                && builtIn.getBeanClass() == bean.getBeanClass()
                && builtIn.getTypes().equals(bean.getTypes());
    }

    @Override
    public Captured capture() {
        CurrentHttpRequest nested = current.get();
        if (nested != null) {
            return new Carried(nested);
        }
        HttpServletRequest serving = serving();
        return new Carried(serving == null ? null : CurrentHttpRequest.of(serving));
    }

    private @Nullable HttpServletRequest serving() {
        BeanManager manager = beans;
        Bean<HttpServletRequest> bean = builtIn;
        if (manager == null || bean == null) {
            return null;
        }
        try {
            return manager.getContext(RequestScoped.class).get(bean, manager.createCreationalContext(bean));
        } catch (ContextNotActiveException | IllegalStateException none) { // for example, a timer's request is not HTTP
            return null;
        }
    }

    /** Provides one request. */
    private final class Carried implements Captured {
        private final @Nullable CurrentHttpRequest request;

        Carried(@Nullable CurrentHttpRequest request) {
            this.request = request;
        }

        @Override
        public Restored restore() {
            CurrentHttpRequest before = current.get();
            set(request);
            return () -> set(before);
        }

        @Override
        public Captured detached() {
            return new Carried(request == null ? null : request.detached());
        }
    }

    private void set(@Nullable CurrentHttpRequest request) {
        if (request == null) {
            current.remove();
        } else {
            current.set(request);
        }
    }
}
