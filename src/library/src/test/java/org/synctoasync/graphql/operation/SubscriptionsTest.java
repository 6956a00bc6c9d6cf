package org.synctoasync.graphql.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Statistics;
import org.synctoasync.graphql.error.SourceFailure;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SlowSubscriberException;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.testing.Answers;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/** S46: the source of a subscription is not wrapped. The resolvers of each event are. */
class SubscriptionsTest {
    private static final String SCHEMA = """
            type Query { one: Int }
            type Subscription { bookAdded: Book! other: Int }
            type Book { name: String! writer: Writer! broken: String thread: String! stuck: String }
            type Writer { name: String! }
            """;

    private final LocalApplication application =
            LocalApplication.with(Added.class).deploy(SCHEMA);
    private final Answers answers = new Answers();

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S46: each event has its own lane and loaders, and responses to events keep the order of the events. */
    @Test
    void eachEventHasALaneAndLoadersOfItsOwn() throws Exception {
        subscribe("subscription { ...Added } fragment Added on Subscription { bookAdded { name writer { name } } }");
        assertThat(application.counts().hops()).isZero();
        for (int i = 0; i < 3; i++) {
            application.get(Added.class).publish(new Book(i, "Book " + i, 7));
            assertThat(answers.next().<Map<String, Object>>getData())
                    .isEqualTo(Map.of("bookAdded", Map.of("name", "Book " + i, "writer", Map.of("name", "Writer 7"))));
        }
        assertThat(application.batches()).containsExactly("Writer[7]", "Writer[7]", "Writer[7]");
        assertThat(application.counts().lanes()).isEqualTo(3);
    }

    /** S46, S14: an event that selects only properties needs no lane. */
    @Test
    void anEventOfPropertiesNeedsNoLane() throws Exception {
        subscribe("subscription { bookAdded { name } }");
        application.get(Added.class).publish(new Book(1, "Emma", 7));
        assertThat(answers.next().<Map<String, Object>>getData())
                .isEqualTo(Map.of("bookAdded", Map.of("name", "Emma")));
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(0, 0, 0));
    }

    /** S46: an error in one event belongs to this event, and the stream continues. */
    @Test
    void anErrorDoesNotEndTheStream() throws Exception {
        subscribe("subscription { bookAdded { name broken } }");
        for (int i = 0; i < 2; i++) {
            application.get(Added.class).publish(new Book(i, "Book " + i, 7));
            ExecutionResult answer = answers.next();
            assertThat(answer.getErrors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.getPath()).containsExactly("bookAdded", "broken"));
        }
    }

    /** S46: cancelling reaches the source. */
    @Test
    void cancellingReachesTheSource() throws Exception {
        subscribe("subscription { bookAdded { name } }");
        assertThat(application.get(Added.class).subscribers()).isEqualTo(1);
        answers.cancel();
        application.get(Added.class).publish(new Book(1, "unseen", 7)); // a publisher notices when it publishes
        assertThat(application.get(Added.class).subscribers()).isZero();
    }

    /** S46: an event in execution ends with its subscriber. */
    @Test
    void cancellingEndsTheEventInFlight() throws Exception {
        BlockingQueue<Statistics.Ending> endings = new LinkedBlockingQueue<>();
        application.get(Lanes.class).observe(statistics -> endings.add(statistics.ending()));
        subscribe("subscription { bookAdded { stuck } }");
        application.get(Added.class).publish(new Book(1, "Emma", 7));
        Added.ARRIVED.acquire();
        answers.cancel();
        application.get(Lanes.class).tick();
        Added.GOING.release();
        assertThat(endings.poll(20, TimeUnit.SECONDS)).isEqualTo(Statistics.Ending.CANCELLED);
        assertThat(answers.isEmpty()).isTrue();
    }

    /** An event with many waiting subscribers reaches all of them, and leaves lanes for other requests. */
    @Test
    void eventsWaitForLanesInALineOfTheirOwn() throws Exception {
        List<Answers> many = new ArrayList<>();
        int subscribers = 500;
        for (int i = 0; i < subscribers; i++) {
            Answers its = new Answers();
            Publisher<ExecutionResult> stream = application
                    .execute("subscription { bookAdded { stuck writer { name } } }")
                    .getData();
            stream.subscribe(its);
            many.add(its);
        }
        application.get(Added.class).publish(new Book(1, "Emma", 7));
        Added.ARRIVED.acquire(4); // as many as there are threads
        assertThat(application.get(Lanes.class).running()
                        + application.get(Lanes.class).waiting())
                .isEqualTo(application.get(Lanes.class).limits().lanes() / 2);
        Added.GOING.release(subscribers);
        for (Answers its : many) {
            assertThat(its.next().getErrors()).isEmpty();
        }
        Added.ARRIVED.drainPermits();
    }

    /** The failure of a source is reported as the application maps it, or masked. */
    @Test
    void theFailureOfASourceIsMapped() throws Exception {
        subscribe("subscription { bookAdded { name } }");
        application.get(Added.class).fail(new SlowSubscriberException(3));
        assertThat(((SourceFailure) answers.failure()).error().getExtensions())
                .containsEntry("code", "SLOW_SUBSCRIBER");
        Answers others = new Answers();
        Publisher<ExecutionResult> stream =
                application.execute("subscription { other }").getData();
        stream.subscribe(others);
        assertThat(((SourceFailure) others.failure()).error().getMessage()).startsWith("Internal error");
    }

    /** A resolver that cannot be a source is refused at deployment. */
    @Test
    void aSourceMustPublish() {
        assertThat(catchThrowable(() ->
                        LocalApplication.with(Blocking.class).deploy(SCHEMA).close()))
                .hasMessageContaining("Subscription.bookAdded (schema.graphqls:2) is a subscription, but"
                        + " Blocking.bookAdded() returns no publisher; return a Flow.Publisher of what it returns.");
    }

    private void subscribe(String query) throws Exception {
        Publisher<ExecutionResult> stream = application.execute(query).getData();
        stream.subscribe(answers);
    }

    @ApplicationScoped
    static class Added {
        private final SubmissionPublisher<Book> books = new SubmissionPublisher<>(Runnable::run, 16);

        void publish(Book book) {
            books.submit(book);
        }

        static final Semaphore ARRIVED = new Semaphore(0);
        static final Semaphore GOING = new Semaphore(0);

        void fail(RuntimeException failure) {
            books.closeExceptionally(failure);
        }

        @Subscription
        Flow.Publisher<Integer> other() {
            SubmissionPublisher<Integer> failed = new SubmissionPublisher<>(Runnable::run, 16);
            failed.closeExceptionally(new IllegalStateException("SELECT secret"));
            return failed;
        }

        @Field("Book.stuck")
        String stuck() throws InterruptedException {
            ARRIVED.release();
            GOING.acquire();
            return "free";
        }

        int subscribers() {
            return books.getNumberOfSubscribers();
        }

        @Query
        int one() {
            return 1;
        }

        @Subscription
        Flow.Publisher<Book> bookAdded() {
            return books;
        }

        @Field("Book.writer")
        CompletableFuture<Writer> writer(@Source Book book, DataLoader<Long, Writer> writers) {
            return writers.load(book.writerId());
        }

        @Field("Book.thread")
        String thread() {
            return Thread.currentThread().getName();
        }

        @Field("Book.broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }

    @ApplicationScoped
    static class Blocking {
        @Subscription
        Book bookAdded() {
            return new Book(1, "Emma", 7);
        }
    }
}
