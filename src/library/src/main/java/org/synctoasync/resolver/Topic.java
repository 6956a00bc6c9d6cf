package org.synctoasync.resolver;

import java.util.concurrent.Flow;

/**
 * Events that any bean can publish and subscribe to: {@code @Inject Topic<Book> added}. All injection points of the
 * same topic type receive the same topic. A topic is a publisher, so a {@link Subscription} method may return it.
 *
 * <p>A subscriber receives the events that are published after its subscription. Up to 256 events that the subscriber
 * has not requested yet are kept for it. One more event ends the subscription with a {@link SlowSubscriberException}.
 *
 * @param <T> the type of the events
 */
public interface Topic<T> extends Flow.Publisher<T> {
    /**
     * Publishes an event. In a transaction, the event is published when the transaction is committed, and it is
     * discarded if the transaction is rolled back. The method does not wait for any subscriber. The threads of all
     * subscribers share the event: it must not be changed afterwards.
     */
    void publish(T event);
}
