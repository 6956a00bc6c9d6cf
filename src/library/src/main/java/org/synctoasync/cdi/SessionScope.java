package org.synctoasync.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpSession;
import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundSessionContext;
import org.jspecify.annotations.Nullable;

/**
 * The CDI session context on lanes and parallel threads, where the container's context is not active. It provides the
 * container's own beans: servlets, filters and resolvers use the same beans. A session begins when a resolver first
 * uses one of its beans.
 *
 * <p>Weld's context for a bound session works on any thread. {@link SessionAttributes} lets it find the beans where
 * Weld's context for HTTP keeps them.
 *
 * <p><b>Threading:</b> may be used by any thread. Threads of one session wait for each other only if both need the same
 * new bean.
 */
final class SessionScope implements AlterableContext {
    private final HttpRequestCarrier requests;
    private @Nullable Bean<HttpSession> builtIn;
    private @Nullable BoundSessionContext weld;

    SessionScope(HttpRequestCarrier requests) {
        this.requests = requests;
    }

    /** Called once, when all beans are known. */
    void deployed(BeanManager manager) {
        builtIn = HttpRequestCarrier.resolve(manager, HttpSession.class);
        weld = manager.createInstance()
                .select(BoundSessionContext.class, BoundLiteral.INSTANCE)
                .get();
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return SessionScoped.class;
    }

    /**
     * Whether this context is active. It is not active while Weld's own context is, because two active contexts of one
     * scope are an error.
     */
    @Override
    public boolean isActive() {
        return requests.current() != null && !weld().isActive();
    }

    @Override
    @SuppressWarnings("unchecked") // the bean of the session
    public <T> @Nullable T get(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        CurrentHttpRequest request = request();
        if (HttpRequestCarrier.isLike(builtIn, bean)) {
            return (T) request.session(creation != null);
        }
        T existing = in(request, context -> context.get(bean));
        if (existing != null || creation == null) {
            return existing;
        }
        request.session(true); // Weld keeps in the session the lock that lets only one thread create it
        return in(request, context -> context.get(bean, creation));
    }

    @Override
    public <T> @Nullable T get(Contextual<T> bean) {
        return get(bean, null);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        in(request(), context -> {
            context.destroy(bean);
            return null;
        });
    }

    private <T> @Nullable T in(CurrentHttpRequest request, Function<BoundSessionContext, @Nullable T> access) {
        BoundSessionContext context = weld();
        SessionAttributes attributes = new SessionAttributes(request);
        context.associate(attributes);
        context.activate();
        try {
            return access.apply(context);
        } finally {
            context.deactivate();
            context.dissociate(attributes);
        }
    }

    private CurrentHttpRequest request() {
        CurrentHttpRequest request = requests.current();
        if (request == null) {
            throw new ContextNotActiveException("This thread works for no HTTP request");
        }
        return request;
    }

    private BoundSessionContext weld() {
        return Objects.requireNonNull(weld, "the application is deployed");
    }
}
