package org.synctoasync.resolver;

/**
 * Ends a subscription whose subscriber receives events more slowly than they are published, when the maximum number of
 * events is kept for the subscriber.
 */
public final class SlowSubscriberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a number of kept events. */
    public SlowSubscriberException(int kept) {
        super("More than " + kept + " events wait to be taken; subscribe again");
    }
}
