package org.synctoasync.graphql.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;

/** Calls inside calls, and calls that fail or arrive too late. */
@Timeout(30)
class CallsTest {
    private static final String SCHEMA = """
            type Query { outer: String! inner: String! nested: String! nestedInParallel: String! nullKey: String }
            type Mutation { stuck: String later: String }
            """;

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class, Inner.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S08: a wrapped method that another wrapped method calls runs directly: one hop, one call. */
    @Test
    void aWrappedMethodCalledFromAWrappedOneRunsStraightThrough() throws Exception {
        assertThat(application.data("{ outer }")).containsEntry("outer", "outer inner true");
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /** S15: an operation inside a resolver runs on the resolver's lane, with its loaders and their loaded values. */
    @Test
    void anOperationInsideAResolverSharesItsLane() throws Exception {
        assertThat(application.data("{ nested }")).containsEntry("nested", "{inner=inner}");
        assertThat(application.data("{ nestedInParallel }")).containsEntry("nestedInParallel", "{inner=inner}");
        assertThat(application.counts()).isEqualTo(new Lanes.Counts(2, 3, 1));
    }

    /** S25: a load that is refused at once is the error of its parallel resolver, not of the request. */
    @Test
    void aRefusedLoadFailsItsOwnResolver() throws Exception {
        ExecutionResult result = application.execute("{ nullKey inner }");
        assertThat(result.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getPath()).containsExactly("nullKey"));
        assertThat(result.<java.util.Map<String, Object>>getData()).containsEntry("inner", "inner");
    }

    /** S44: after a mutation is cancelled, no further root field is called, not even an asynchronous one. */
    @Test
    void noFurtherRootFieldIsCalled() throws Exception {
        Resolvers resolvers = application.get(Resolvers.class);
        CompletableFuture<ExecutionResult> answer =
                application.get(Engine.class).execute("mutation { stuck later }");
        resolvers.inside().await();
        assertThat(answer.cancel(true)).isTrue();
        application.get(Lanes.class).tick();
        resolvers.release();
        assertThat(application.get(Lanes.class).close(java.time.Duration.ofSeconds(20)))
                .isZero();
        assertThat(resolvers.called()).containsExactly("stuck");
    }

    @ApplicationScoped
    static class Resolvers {
        private final List<String> called = new CopyOnWriteArrayList<>();
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Inject
        private Inner inner;

        @Inject
        private Engine engine;

        @Inject
        private DataLoader<Long, Book> books;

        List<String> called() {
            return called;
        }

        CountDownLatch inside() {
            return inside;
        }

        void release() {
            released.countDown();
        }

        @Query
        String outer() {
            Thread thread = Thread.currentThread();
            return "outer " + inner.inner() + " "
                    + inner.stage().thenApply(other -> other == thread).getNow(false);
        }

        @Query
        String nested() {
            return engine.execute("{ inner }").join().getData().toString();
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        String nestedInParallel() {
            return nested();
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        String nullKey() {
            return books.load(null).join().name();
        }

        @Mutation
        String stuck() throws InterruptedException {
            called.add("stuck");
            inside.countDown();
            released.await(20, TimeUnit.SECONDS);
            return "stuck";
        }

        @Mutation
        CompletableFuture<String> later() {
            called.add("later");
            return CompletableFuture.completedFuture("later");
        }
    }

    /** A bean whose methods others call. */
    @ApplicationScoped
    static class Inner {
        @Query
        String inner() {
            return "inner";
        }

        @SyncToAsync
        CompletableFuture<Thread> stage() {
            return CompletableFuture.completedFuture(Thread.currentThread());
        }
    }
}
