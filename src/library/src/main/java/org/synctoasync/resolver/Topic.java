package org.synctoasync.resolver;

import java.util.concurrent.Flow;

/**
 * Events that anyone may publish and subscribe to: {@code @Inject Topic<Book> added}. Whoever injects a topic of the same type has the
 * same topic. It is a publisher, and so what a {@link Subscription} method may return.
 *
 * <p>A subscriber has the events from its subscription on. It is kept 256 events that it has not asked for yet; one more ends its
 * subscription with a {@link SlowSubscriberException}.
 *
 * @param <T> the type of the events
 */
public interface Topic<T> extends Flow.Publisher<T> {
    /**
     * Publishes an event; in a transaction, when it is committed, and not at all if it is rolled back. Does not wait for any subscriber.
     * Subscribers share the event among their threads: nothing may be changed in it any more.
     */
    void publish(T event);
}
