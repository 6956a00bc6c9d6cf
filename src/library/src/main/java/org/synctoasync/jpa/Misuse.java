package org.synctoasync.jpa;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.synctoasync.deployment.JpaGuard;
import org.synctoasync.deployment.Setting;
import org.synctoasync.execution.Lane;

/**
 * Rejects the use of a persistence context outside the work that opened it, or logs a warning once for each field.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Misuse implements BiConsumer<ContextOwner, String> {
    private static final System.Logger LOG = System.getLogger(Misuse.class.getName());

    /** The maximum number of warnings. Pending fields occur in many combinations; more warnings would add nothing. */
    private static final int MOST_WARNINGS = 200;

    private final boolean refused;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    Misuse(JpaGuard guard) {
        this.refused = guard == JpaGuard.REFUSE;
    }

    /**
     * Called before the use.
     *
     * @throws IllegalStateException if the use is rejected
     */
    @Override
    public void accept(ContextOwner owner, String subject) {
        String place = place(owner);
        if (refused) {
            throw new IllegalStateException(message(place, subject));
        }
        if (warned.size() < MOST_WARNINGS && warned.add(place.isEmpty() ? subject : place)) {
            LOG.log(Level.WARNING, message(place, subject));
        }
    }

    /** Describes the position of this thread in the request, as exactly as it is known. */
    private static String place(ContextOwner owner) {
        String field = Lane.currentField();
        return field != null
                ? "In the field " + field
                : owner.pendingFields()
                        .map(fields -> "While waiting for " + fields)
                        .orElse("");
    }

    private static String message(String place, String subject) {
        return (place.isEmpty() ? "Outside of any field" : place) + ", " + subject + " was to be read on "
                + Thread.currentThread().getName() + " in a persistence context that belongs to another thread's work. "
                + "Read it in the resolver that got the entity, or by its id: with a DataLoader, or with an EntityManager of "
                + "this thread ("
                + Setting.JPA_GUARD.key() + " says what happens: " + Setting.JPA_GUARD.expected() + ").";
    }
}
