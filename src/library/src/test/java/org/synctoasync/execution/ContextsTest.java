package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.synctoasync.testing.TestLimits;

/** The context that carriers propagate with a request. */
@Timeout(30)
class ContextsTest {
    private static final ThreadLocal<String> USER = new ThreadLocal<>();

    @RegisterExtension
    final TestLanes test = new TestLanes();

    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void forget() {
        USER.remove();
    }

    /** Carries the user and records its calls. Restoring or undoing may fail. */
    private record Carrier(String name, List<String> order, boolean failsToRestore, boolean failsToUndo)
            implements ContextCarrier {
        @Override
        public Captured capture() {
            String user = USER.get();
            return () -> restore(user);
        }

        private Restored restore(String user) {
            order.add(name);
            if (failsToRestore) {
                throw new IllegalStateException("cannot restore");
            }
            String before = USER.get();
            USER.set(user);
            return () -> {
                order.add("un-" + name);
                USER.set(before);
                if (failsToUndo) {
                    throw new IllegalStateException("cannot undo");
                }
            };
        }
    }

    private Carrier carrier(String name) {
        return new Carrier(name, order, false, false);
    }

    /** S22: the context of the submitting thread is available on the lane and on its parallel threads. */
    @Test
    void whatTheSubmitterHadIsThereOnAllThreads() throws Exception {
        test.limit(TestLimits.but(), carrier("user"));
        USER.set("ada");
        CompletableFuture<List<String>> answer = test.submit(lane -> TestLanes.fields(
                CompletableFuture.completedFuture(USER.get()),
                lane.call("Query.a", false, USER::get),
                lane.fork("Query.b", null, USER::get)));
        USER.set("somebody else");
        assertThat(answer.get()).containsExactly("ada", "ada", "ada");
    }

    /**
     * S23: with many requests of many users on few threads, no request sees another user, and no user is left on a
     * thread.
     */
    @Test
    void nothingLeaksBetweenRequests() throws Exception {
        test.limit(TestLimits.but().lanes(3, 1000).parallel(2), carrier("user"));
        List<CompletableFuture<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            USER.set("user " + i);
            answers.add(test.submit(lane ->
                    TestLanes.fields(lane.call("Query.a", false, USER::get), lane.fork("Query.b", null, USER::get))));
        }
        for (int i = 0; i < 500; i++) {
            assertThat(answers.get(i).get()).containsExactly("user " + i, "user " + i);
        }
        CountDownLatch all = new CountDownLatch(4);
        List<java.util.concurrent.Future<String>> threads = IntStream.range(0, 4)
                .mapToObj(i -> test.threads().submit(() -> {
                    all.countDown();
                    all.await();
                    return USER.get();
                }))
                .toList();
        for (java.util.concurrent.Future<String> thread : threads) {
            assertThat(thread.get()).isNull();
        }
    }

    /** S22: contexts are restored before the unit of work begins, and undone in reverse order after it has ended. */
    @Test
    void whatIsGivenIsUndoneInReverse() throws Exception {
        test.limit(TestLimits.but(), carrier("one"), carrier("two"));
        test.work().beforeEnd(() -> order.add("end"));
        test.run(lane -> lane.call("Query.a", false, () -> order.add("call")));
        assertThat(order).containsExactly("one", "two", "call", "end", "un-two", "un-one");
    }

    /** S23: if one carrier throws while it restores, the request fails and the other contexts are undone. */
    @Test
    void whatIsGivenIsUndoneIfOneCannotGive() {
        test.limit(
                TestLimits.but(),
                carrier("one"),
                carrier("two"),
                new Carrier("bad", order, true, false),
                carrier("four"));
        assertThatThrownBy(() -> test.run(lane -> lane.call("Query.a", false, () -> order.add("call"))))
                .hasRootCauseMessage("cannot restore");
        assertThat(order).containsExactly("one", "two", "bad", "un-two", "un-one");
        assertThat(test.work().events()).isEmpty();
    }

    /**
     * S23, S53: if one carrier throws while it undoes, the others are still undone, and the response, which is
     * committed, stays.
     */
    @Test
    void allIsUndoneIfOneCannotUndo() throws Exception {
        test.limit(TestLimits.but(), carrier("one"), new Carrier("bad", order, false, true), carrier("three"));
        Boolean answer = test.run(lane -> lane.call("Query.a", false, () -> order.add("call")));
        assertThat(answer).isTrue();
        assertThat(order).containsExactly("one", "bad", "three", "call", "un-three", "un-bad", "un-one");
    }

    /** S23: if a carrier cannot restore its context for a parallel task, only this task fails. */
    @Test
    void aParallelTaskWithoutItsContextsFailsAlone() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        ContextCarrier second = () -> () -> {
            if (seen.size() == 1) {
                throw new IllegalStateException("cannot restore");
            }
            seen.add("given");
            return () -> seen.add("undone");
        };
        test.limit(TestLimits.but(), second);
        List<String> answer = test.run(lane ->
                TestLanes.fields(lane.fork("Query.b", null, () -> "b"), lane.call("Query.a", false, () -> "a")));
        assertThat(answer).containsExactly("IllegalStateException", "a");
        assertThat(seen).containsExactly("given", "undone");
    }
}
