package org.synctoasync.jpa;

import java.lang.ref.WeakReference;
import java.util.Optional;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;

/**
 * The piece of work that has opened a persistence context: a lane's own, or one parallel task. Kept in the context itself, so
 * that it lives as long, and held weakly, so that an entity which outlives its request does not keep the request.
 *
 * <p><b>Threading:</b> immutable; made by the thread that opens the context, which hands its entities on.
 */
final class ContextOwner {
    private static final String KEY = ContextOwner.class.getName();

    private final WeakReference<Object> work;
    private final WeakReference<Lane> lane;

    private ContextOwner(Object work, @Nullable Lane lane) {
        this.work = new WeakReference<>(work);
        this.lane = new WeakReference<>(lane);
    }

    /** Notes that this thread's work has opened a context. A context opened outside all requests has no owner. */
    static void note(Session context) {
        Object work = Lane.currentWork();
        if (work != null) {
            context.setProperty(KEY, new ContextOwner(work, Lane.current()));
        }
    }

    /** The owner of a persistence context; null if it has none, and for a session that is no persistence context. */
    static @Nullable ContextOwner of(Session session) {
        return session instanceof UnitOfWork ? (ContextOwner) session.getProperty(KEY) : null;
    }

    /** Whether this thread does the work that has opened the context. */
    boolean isHere() {
        Object owner = work.get();
        return owner != null && owner == Lane.currentWork();
    }

    /** The asynchronous fields that the owning request waits for, if it is known and there are any. */
    Optional<String> pendingFields() {
        return Optional.ofNullable(lane.get()).map(Lane::describePending).filter(fields -> !fields.isEmpty());
    }
}
