package org.synctoasync.jpa;

import java.lang.ref.WeakReference;
import java.util.Optional;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;

/**
 * The work that opened a persistence context: a lane's own work, or one parallel task. The owner is stored in the
 * context, so that it lives as long as the context. Its references are weak, so that an entity that outlives its
 * request does not keep the request in memory.
 *
 * <p><b>Threading:</b> immutable; created by the thread that opens the context and hands its entities on.
 */
final class ContextOwner {
    private static final String KEY = ContextOwner.class.getName();

    private final WeakReference<Object> work;
    private final WeakReference<Lane> lane;

    private ContextOwner(Object work, @Nullable Lane lane) {
        this.work = new WeakReference<>(work);
        this.lane = new WeakReference<>(lane);
    }

    /** Records that this thread's work has opened a context. A context opened outside all requests has no owner. */
    static void note(Session context) {
        Object work = Lane.currentWork();
        if (work != null) {
            context.setProperty(KEY, new ContextOwner(work, Lane.current()));
        }
    }

    /**
     * Returns the owner of a persistence context; null if it has no owner, or if the session is not a persistence
     * context.
     */
    static @Nullable ContextOwner of(Session session) {
        return session instanceof UnitOfWork ? (ContextOwner) session.getProperty(KEY) : null;
    }

    /** Whether the calling thread does the work that opened the context. */
    boolean isHere() {
        Object owner = work.get();
        return owner != null && owner == Lane.currentWork();
    }

    /**
     * Returns the asynchronous fields that the owning request waits for; empty if the request is unknown or waits for
     * no field.
     */
    Optional<String> pendingFields() {
        return Optional.ofNullable(lane.get()).map(Lane::describePending).filter(fields -> !fields.isEmpty());
    }
}
