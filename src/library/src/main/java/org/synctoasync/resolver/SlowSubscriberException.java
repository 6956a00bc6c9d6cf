package org.synctoasync.resolver;

/** Ends the subscription of one who takes events more slowly than they are published, and for whom enough are kept. */
public final class SlowSubscriberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Ends a subscription. */
    public SlowSubscriberException(int kept) {
        super("More than " + kept + " events wait to be taken; subscribe again");
    }
}
