package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The events that subscribers of a topic receive, and the end of subscribers that are too slow. */
class LocalTopicTest {
    private static final int KEPT = 256;

    private final Deque<Runnable> commits = new ArrayDeque<>();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final LocalTopic<Integer> topic = new LocalTopic<>(commits::add, threads::add);

    /** An event is published by the commit and delivered on another thread. */
    @Test
    void eventsComeAfterTheCommitOnAnotherThread() {
        Reader reader = new Reader();
        topic.subscribe(reader);
        run(threads);
        reader.subscription.request(10);
        run(threads);
        topic.publish(1);
        run(threads);
        assertThat(reader.told).isEmpty();
        run(commits);
        assertThat(reader.told).isEmpty();
        run(threads);
        assertThat(reader.told).containsExactly("1");
    }

    /** All subscribers are served by one thread at a time. */
    @Test
    void subscribersTakeOneThread() {
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Reader reader = new Reader();
            readers.add(reader);
            topic.subscribe(reader);
            run(threads);
            reader.subscription.request(1);
            run(threads);
        }
        topic.publish(1);
        run(commits);
        assertThat(threads).hasSize(1);
        run(threads);
        assertThat(readers).allSatisfy(reader -> assertThat(reader.told).containsExactly("1"));
    }

    /**
     * A subscriber that requests nothing delays no other, has a bounded buffer, and fails when the buffer overflows.
     */
    @Test
    void whoDoesNotKeepUpIsTold() {
        Reader slow = new Reader();
        Reader quick = new Reader();
        topic.subscribe(slow);
        topic.subscribe(quick);
        run(threads);
        quick.subscription.request(Long.MAX_VALUE);
        run(threads);
        for (int i = 0; i < KEPT + 1; i++) {
            topic.publish(i);
            run(commits);
            run(threads);
        }
        assertThat(quick.told).hasSize(KEPT + 1);
        assertThat(slow.told).isEmpty();
        slow.subscription.request(1);
        run(threads);
        assertThat(slow.told).containsExactly("More than 256 events wait to be taken; subscribe again");
        topic.publish(0);
        run(commits);
        run(threads);
        assertThat(slow.told).hasSize(1);
        assertThat(quick.told).hasSize(KEPT + 2);
    }

    /** A subscriber that takes all buffered events in time misses no event. */
    @Test
    void whoKeepsUpMissesNothing() {
        Reader reader = new Reader();
        topic.subscribe(reader);
        run(threads);
        for (int i = 0; i < KEPT; i++) {
            topic.publish(i);
        }
        run(commits);
        reader.subscription.request(KEPT);
        run(threads);
        assertThat(reader.told).hasSize(KEPT).endsWith("255");
    }

    private static void run(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    private static final class Reader implements Flow.Subscriber<Integer> {
        private final List<String> told = new ArrayList<>();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Integer event) {
            told.add(event.toString());
        }

        @Override
        public void onError(Throwable failure) {
            told.add(failure.getMessage());
        }

        @Override
        public void onComplete() {
            told.add("complete");
        }
    }
}
