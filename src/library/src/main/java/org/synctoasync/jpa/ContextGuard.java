package org.synctoasync.jpa;

import java.util.function.BiConsumer;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.descriptors.DescriptorEvent;
import org.eclipse.persistence.descriptors.DescriptorEventAdapter;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * Detects every use of a persistence context by work other than the work that opened it, or by a thread that works for
 * no request. EclipseLink allows such use silently, including lazy loading, even after the EntityManager has been
 * closed. However, a persistence context must not be used by two threads.
 *
 * <p>An entity in the shared cache is loaded lazily outside any persistence context and then copied into one. The guard
 * detects the copying.
 *
 * <p><b>Threading:</b> called by EclipseLink on any thread; immutable.
 */
final class ContextGuard extends SessionEventAdapter {
    private final BiConsumer<ContextOwner, String> misuse;

    private ContextGuard(BiConsumer<ContextOwner, String> misuse) {
        this.misuse = misuse;
    }

    /**
     * Watches the persistence contexts of a session from now on.
     *
     * @param misuse receives the context's owner and a description of the read; may throw an exception to prevent the
     *     read
     */
    static void watch(ServerSession session, BiConsumer<ContextOwner, String> misuse) {
        ContextGuard guard = new ContextGuard(misuse);
        session.getEventManager().addListener(guard);
        for (ClassDescriptor descriptor : session.getDescriptors().values()) {
            if (SharedCache.holds(descriptor)) {
                descriptor.getEventManager().addListener(guard.new Copies());
            }
        }
    }

    @Override
    public void postAcquireUnitOfWork(SessionEvent event) {
        ContextOwner.note(event.getSession());
    }

    @Override
    public void preExecuteQuery(SessionEvent event) {
        ContextOwner owner = ContextOwner.of(event.getSession());
        if (owner != null && !owner.isHere()) {
            misuse.accept(owner, ReadDescription.of(event.getQuery()));
        }
    }

    private void copied(Session context, Object entity) {
        ContextOwner owner = ContextOwner.of(context);
        if (owner != null && !owner.isHere()) {
            misuse.accept(owner, ReadDescription.of(entity.getClass()));
        }
    }

    private final class Copies extends DescriptorEventAdapter {
        @Override
        public void postClone(DescriptorEvent event) {
            copied(event.getSession(), event.getSource());
        }
    }
}
