package org.synctoasync.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;

/** Sources of events that count their subscribers and the requested events. */
@ApplicationScoped
public class StreamResolvers {
    static final String SCHEMA = """

            extend type Query {
              "How many sources somebody listens to."
              active: Int!

              "How many events were asked for."
              requested: Int!
            }

            extend type Subscription {
              "Counts down to 1, at once."
              countdown(from: Int! = 4): Int!

              "An event every some milliseconds."
              forever(millis: Int! = 100): Int!

              "Events of so many bytes, as many as are asked for."
              large(bytes: Int! = 100000): String!

              "Never an event."
              silent: Int!

              "Fails after an event."
              failing: Int!
            }
            """;

    static final AtomicInteger ACTIVE = new AtomicInteger();
    static final AtomicInteger REQUESTED = new AtomicInteger();

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Query
    public int active() {
        return ACTIVE.get();
    }

    @Query
    public int requested() {
        return REQUESTED.getAndSet(0);
    }

    /** Publishes each requested event at once. */
    @Subscription
    public Flow.Publisher<Integer> countdown(int from) {
        return subscriber -> new Counted<Integer>(subscriber) {
            private int left = from;

            @Override
            void asked() {
                int now = left--; // the next event may be requested during this call
                if (now > 0) {
                    give(now);
                }
                if (now == 1) {
                    cancel();
                    subscriber.onComplete();
                }
            }
        }.start();
    }

    /** Publishes each event some time after its request. */
    @Subscription
    public Flow.Publisher<Integer> forever(int millis) {
        return subscriber -> new Counted<Integer>(subscriber) {
            private int count;

            @Override
            void asked() {
                scheduler.schedule(() -> give(++count), millis, TimeUnit.MILLISECONDS);
            }
        }.start();
    }

    @Subscription
    public Flow.Publisher<String> large(int bytes) {
        return subscriber -> new Counted<String>(subscriber) {
            @Override
            void asked() {
                give("x".repeat(bytes));
            }
        }.start();
    }

    @Subscription
    public Flow.Publisher<Integer> silent() {
        return subscriber -> new Counted<Integer>(subscriber) {
            @Override
            void asked() {}
        }.start();
    }

    @Subscription
    public Flow.Publisher<Integer> failing() {
        return subscriber -> new Counted<Integer>(subscriber) {
            private boolean given;

            @Override
            void asked() {
                if (given) {
                    cancel();
                    subscriber.onError(new IllegalStateException("SELECT secret FROM passwords"));
                } else {
                    given = true;
                    give(1);
                }
            }
        }.start();
    }

    /** A subscription that counts as active until it ends. */
    abstract static class Counted<T> implements Flow.Subscription {
        private final Flow.Subscriber<? super T> subscriber;
        private boolean over;

        Counted(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        void start() {
            ACTIVE.incrementAndGet();
            subscriber.onSubscribe(this);
        }

        abstract void asked();

        void give(T event) {
            if (!isOver()) {
                subscriber.onNext(event);
            }
        }

        @Override
        public void request(long count) {
            REQUESTED.addAndGet((int) count);
            for (long i = 0; i < count && !isOver(); i++) {
                asked();
            }
        }

        @Override
        public synchronized void cancel() {
            if (!over) {
                over = true;
                ACTIVE.decrementAndGet();
            }
        }

        private synchronized boolean isOver() {
            return over;
        }
    }
}
