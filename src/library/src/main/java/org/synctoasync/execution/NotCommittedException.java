package org.synctoasync.execution;

/**
 * Thrown when the writes of a resolver were rolled back although the resolver returned.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class NotCommittedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Creates an exception whose message states the reason. */
    public NotCommittedException(String message) {
        super(message);
    }
}
