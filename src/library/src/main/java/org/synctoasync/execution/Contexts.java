package org.synctoasync.execution;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The contexts that the carriers captured from the thread that submitted a request.
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

    /** Restores the contexts on the calling thread. If a carrier throws, the contexts restored so far are undone. */
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

    /** The contexts that were restored on a thread. */
    static final class Restored {
        private static final System.Logger LOG = System.getLogger(ContextCarrier.class.getName());

        private final Deque<ContextCarrier.Restored> undoing = new ArrayDeque<>();

        /**
         * Undoes all contexts in reverse order, whatever a carrier throws. The request has its response by then, which
         * remains valid.
         */
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
