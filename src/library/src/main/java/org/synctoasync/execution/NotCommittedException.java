package org.synctoasync.execution;

/**
 * What was written was rolled back, although the resolver that wrote it returned.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class NotCommittedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Makes an exception that tells why. */
    public NotCommittedException(String message) {
        super(message);
    }
}
