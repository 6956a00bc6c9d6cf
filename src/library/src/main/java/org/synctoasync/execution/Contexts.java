package org.synctoasync.execution;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * All that the carriers took from the thread that submitted a request.
 *
 * <p><b>Threading:</b> immutable.
 */
final class Contexts {
    private final List<ContextCarrier.Captured> captured;

    private Contexts(List<ContextCarrier.Captured> captured) {
        this.captured = captured;
    }

    static Contexts capture(List<ContextCarrier> carriers) {
        return new Contexts(carriers.stream().map(ContextCarrier::capture).toList());
    }

    Contexts detached() {
        return new Contexts(
                captured.stream().map(ContextCarrier.Captured::detached).toList());
    }

    /** Gives it to this thread. What has been given is undone if anything throws. */
    Restored restore() {
        Restored restored = new Restored();
        try {
            captured.forEach(each -> restored.undoing.push(each.restore()));
            return restored;
        } catch (Throwable failure) {
            restored.undo();
            throw failure;
        }
    }

    /** What was given to a thread. */
    static final class Restored {
        private static final System.Logger LOG = System.getLogger(ContextCarrier.class.getName());

        private final Deque<ContextCarrier.Restored> undoing = new ArrayDeque<>();

        /** Undoes it in reverse, all of it whatever throws: a request has its answer by then, which stays true. */
        void undo() {
            while (!undoing.isEmpty()) {
                try {
                    undoing.pop().undo();
                } catch (Throwable failure) {
                    LOG.log(Level.ERROR, "A ContextCarrier could not undo what it gave to this thread", failure);
                }
            }
        }
    }
}
