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
 * The request-scoped beans of one request. A bean is created by the thread that needs it first; only those threads wait which need that
 * very bean.
 *
 * <p><b>Threading:</b> shared by the threads of the request; guarded by its own monitor, which is not held while beans are created or
 * destroyed.
 */
final class RequestBeans {
    private static final System.Logger LOG = System.getLogger(RequestBeans.class.getName());

    /** How often beans that others have created while they were destroyed are destroyed in their turn. */
    private static final int ROUNDS = 10;

    private final Map<Contextual<?>, Object> borrowed;
    private final Map<Contextual<?>, Owned<?>> owned = new LinkedHashMap<>();
    private final Map<Contextual<?>, Thread> creating = new HashMap<>();
    private final Map<Thread, Contextual<?>> waiting = new HashMap<>();
    private int users;
    private boolean closed;

    private record Owned<T>(Contextual<T> bean, T instance, CreationalContext<T> creation) {
        /** Destroys the instance; the others are destroyed whatever it throws. */
        void destroy() {
            try {
                bean.destroy(instance, creation);
            } catch (Throwable failure) {
                LOG.log(Level.ERROR, "A request-scoped bean cannot be destroyed: " + bean, failure);
            }
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

    <T> @Nullable T getOrCreate(Contextual<T> bean, @Nullable CreationalContext<T> creation) {
        if (creation == null) {
            return get(bean);
        }
        T present = present(bean);
        return present == null ? create(bean, creation) : present;
    }

    /** The instance, which another thread may be creating; null if this thread is to create it. */
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

    /** A thread that needs a bean while it creates it, as from underneath a resolver that waits, does not wait for itself. */
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

    /** All use the instance that is there first, also where a thread has needed a bean while it created it. */
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

    /** Called by each thread when it has done with the request; after the last one the beans are destroyed. Never throws. */
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

    /** All beans, the newest first; what is destroyed may still create others, except in the last round. */
    private synchronized Deque<Owned<?>> taken(boolean lastRound) {
        Deque<Owned<?>> taken = new ArrayDeque<>();
        if (users == 0) { // else another thread has come, which takes over
            closed = lastRound;
            owned.values().forEach(taken::push);
            owned.clear();
        }
        return taken;
    }
}
