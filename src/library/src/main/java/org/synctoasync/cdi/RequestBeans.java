package org.synctoasync.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request-scoped beans of one request. The thread that needs a bean first creates it. Only threads that need that
 * same bean wait.
 *
 * <p><b>Threading:</b> shared by the threads of the request; guarded by its own monitor, which is not held while beans
 * are created or destroyed.
 */
final class RequestBeans {
    private static final System.Logger LOG = System.getLogger(RequestBeans.class.getName());

    /** How many further rounds destroy the beans that other beans created while they were destroyed. */
    private static final int ROUNDS = 10;

    private final Map<Contextual<?>, Object> borrowed;
    private final Map<Contextual<?>, Owned<?>> owned = new LinkedHashMap<>();
    private final Map<Contextual<?>, Thread> creating = new HashMap<>();
    private final Map<Thread, Contextual<?>> waiting = new HashMap<>();
    private int users;
    private boolean closed;

    private record Owned<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        /** Destroys the instance. If this fails, the other beans are still destroyed. */
        void destroy() {
            try {
                bean.destroy(instance, creation);
            } catch (Throwable failure) {
                LOG.log(Level.ERROR, "A request-scoped bean cannot be destroyed: " + bean, failure);
            }
        }
    }

    /**
     * Creates the beans of a request.
     *
     * @param borrowed the beans that the HTTP request already has; the container destroys them
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

    <T> @Nullable T getOrCreate(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        if (creation == null) {
            return get(bean);
        }
        T present = present(bean);
        return present == null ? create(bean, creation) : present;
    }

    /**
     * The instance, for which this may wait if another thread creates it; null if the calling thread must create it.
     */
    private synchronized <T> @Nullable T present(Contextual<T> bean) {
        T present = get(bean);
        while (present == null && isCreatedElsewhere(bean)) {
            await(bean);
            present = get(bean);
        }
        if (present == null) {
            if (closed) {
                throw new ContextNotActiveException("The request's beans are being destroyed");
            }
            creating.putIfAbsent(bean, Thread.currentThread());
        }
        return present;
    }

    /**
     * Whether another thread creates a bean. A thread that needs a bean while it creates that bean, for example
     * underneath a waiting resolver, does not wait for itself.
     */
    private boolean isCreatedElsewhere(Contextual<?> bean) {
        Thread creator = creating.get(bean);
        return creator != null && creator != Thread.currentThread();
    }

    private void await(Contextual<?> bean) {
        refuseCycle(bean);
        Thread thread = Thread.currentThread();
        waiting.put(thread, bean);
        try {
            wait();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            throw new IllegalStateException("Interrupted while another thread creates " + bean, interrupted);
        } finally {
            waiting.remove(thread);
        }
    }

    private void refuseCycle(Contextual<?> bean) {
        Contextual<?> next = bean;
        while (next != null) {
            Thread creator = creating.get(next);
            if (creator == Thread.currentThread()) {
                throw new IllegalStateException(bean + " and " + next + " need each other to be created");
            }
            next = creator == null ? null : waiting.get(creator);
        }
    }

    /**
     * Creates a bean. All threads use the instance that is available first, even if a thread needed a bean while it
     * created it.
     */
    private <T> T create(Contextual<T> bean, CreationalContext<T> creation) {
        T instance = null;
        try {
            instance = bean.create(creation);
        } finally {
            created(bean, instance, creation);
        }
        T first = get(bean);
        if (instance != null && first != null && first != instance) {
            new Owned<>(bean, instance, creation).destroy();
        }
        return first == null ? instance : first;
    }

    private synchronized <T> void created(Contextual<T> bean, @Nullable T instance, CreationalContext<T> creation) {
        creating.remove(bean, Thread.currentThread());
        if (instance != null) {
            owned.putIfAbsent(bean, new Owned<>(bean, instance, creation));
        }
        notifyAll();
    }

    void destroy(Contextual<?> bean) {
        Owned<?> own;
        synchronized (this) {
            own = owned.remove(bean);
        }
        if (own != null) {
            own.destroy();
        }
    }

    synchronized void join() {
        users++;
    }

    /**
     * Called by each thread when it has finished with the request. After the last thread, the beans are destroyed.
     * Never throws.
     */
    void leave() {
        boolean last;
        synchronized (this) {
            users--;
            last = users == 0;
        }
        for (int round = 0; last && round <= ROUNDS; round++) {
            Deque<Owned<?>> ending = taken(round == ROUNDS);
            ending.forEach(Owned::destroy);
            last = !ending.isEmpty();
        }
        synchronized (this) {
            closed = false;
        }
    }

    /**
     * Takes all beans, the newest first. Beans that are being destroyed may still create others, except in the last
     * round.
     */
    private synchronized Deque<Owned<?>> taken(boolean lastRound) {
        Deque<Owned<?>> taken = new ArrayDeque<>();
        if (users == 0) { // otherwise another thread has joined, which takes over
            closed = lastRound;
            owned.values().forEach(taken::push);
            owned.clear();
        }
        return taken;
    }
}
