package org.synctoasync.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units of work around resolvers, and resolvers that fail in them. */
@Timeout(30)
class UnitsOfWorkTest {
    @RegisterExtension
    final TestLanes test = new TestLanes();

    /** S27: a resolver that leaves the request's transaction unfit does not affect the resolvers after it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSpoiledUnitOfWorkIsRenewed(boolean throwing) throws Exception {
        List<String> seen = test.run(lane -> TestLanes.fields(
                lane.call("Query.spoils", false, () -> {
                    test.work().spoil();
                    return returned(throwing);
                }),
                lane.call("Query.after", false, () -> test.work().events().toString())));
        assertThat(seen)
                .containsExactly(throwing ? "UnsupportedOperationException" : "returned", "[begin, drop, begin]");
        assertThat(test.work().events()).containsExactly("begin", "drop", "begin", "keep");
    }

    private static String returned(boolean throwing) {
        if (throwing) {
            throw new UnsupportedOperationException("spoilt");
        }
        return "returned";
    }

    /** S26: all resolvers share one unit of work as long as it stays usable. */
    @Test
    void allShareOneUnitOfWork() throws Exception {
        test.run(lane -> TestLanes.fields(
                lane.call("Query.a", false, () -> returned(false)),
                lane.call("Query.b", false, () -> returned(true)),
                lane.call("batch", () -> returned(false))));
        assertThat(test.work().events()).containsExactly("begin", "keep");
    }

    /** S30: two parallel resolvers and the lane have three units of work at the same time. */
    @Test
    void parallelResolversHaveTheirOwn() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        List<String> seen = test.run(lane -> TestLanes.fields(
                lane.fork("Query.a", null, () -> openOnceAllAreIn(all)),
                lane.fork("Query.b", null, () -> openOnceAllAreIn(all)),
                lane.call("Query.c", false, () -> openOnceAllAreIn(all))));
        assertThat(seen).contains("3");
        assertThat(Collections.frequency(test.work().events(), "keep")).isBetween(3, 4); // the lane may have been idle
    }

    /**
     * S50: a lane ends its unit of work before it waits idle for a parallel resolver, which may need the connection.
     */
    @Test
    void anIdleLaneHoldsNoUnitOfWorkThatItHasUsed() throws Exception {
        List<String> seen = test.run(lane -> TestLanes.fields(
                lane.fork("Query.parallel", null, () -> {
                    while (!test.work().events().contains("keep")) {
                        Thread.yield();
                    }
                    return "after the lane's";
                }),
                lane.call("Query.a", false, () -> "a")));
        assertThat(seen).containsExactly("after the lane's", "a");
    }

    private int openOnceAllAreIn(CountDownLatch all) throws InterruptedException {
        int open = 0;
        all.countDown();
        all.await();
        synchronized (all) {
            open = test.work().open();
        }
        return open;
    }

    /** S30, S33: the writes of a failing parallel resolver are rolled back, and no others. */
    @Test
    void aFailingParallelResolverDropsItsOwn() throws Exception {
        List<String> seen = test.run(lane -> TestLanes.fields(lane.fork("Query.b", null, () -> returned(true))));
        assertThat(seen).containsExactly("UnsupportedOperationException");
        assertThat(test.work().events()).containsExactly("begin", "begin", "drop", "keep");
    }

    /** S28: if a resolver's unit of work cannot be committed, its field fails, and the next resolver gets a new one. */
    @Test
    void whatCannotBeKeptIsItsFieldsError() {
        test.work().failToKeep();
        List<String> seen = new ArrayList<>();
        assertThatThrownBy(() -> test.run(lane -> lane.call("Mutation.a", true, () -> "a")
                        .handle((value, failure) -> seen.add(failure.getMessage()))
                        .thenCompose(done -> lane.call("Query.b", false, () -> seen.add("b")))))
                .hasRootCauseMessage("cannot keep");
        assertThat(seen).containsExactly("cannot keep", "b");
    }

    /**
     * S51: a resolver that returns but leaves its own unit of work unfit fails, on the lane and on a parallel thread.
     */
    @Test
    void whatIsLeftUnfitIsItsFieldsError() throws Exception {
        List<String> seen = test.run(lane -> TestLanes.fields(
                lane.call("Mutation.a", true, this::spoil), lane.fork("Mutation.b", null, this::spoil)));
        assertThat(seen).containsOnly("IllegalStateException");
        assertThat(test.work().committed()).isEmpty();
    }

    private String spoil() {
        test.work().write(1);
        test.work().spoil();
        return "returned";
    }

    /** S51: a resolver inside one that has its own unit of work joins it: both are committed, or neither. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResolverInsideJoinsItsUnitOfWork(boolean throwing) throws Exception {
        List<String> seen = test.run(lane -> TestLanes.fields(lane.call("Mutation.outer", true, () -> {
            test.work().write(1);
            CompletableFuture<String> inner = test.<String>submit(nested -> nested.call("Mutation.inner", true, () -> {
                test.work().write(2);
                return returned(throwing);
            }));
            return Lane.await(inner.exceptionally(failure -> "failed inside"));
        })));
        assertThat(seen).containsExactly(throwing ? "NotCommittedException" : "returned");
        assertThat(test.work().committed()).isEqualTo(throwing ? Set.of() : Set.of(1, 2));
    }

    /** S51: a nested resolver that shares the unit of work and leaves it unfit fails the outer one. */
    @Test
    void aResolverInsideSpoilsItsUnitOfWork() throws Exception {
        List<String> seen = test.run(lane -> TestLanes.fields(lane.call("Mutation.outer", true, () -> {
            test.work().write(1);
            CompletableFuture<String> inner =
                    test.<String>submit(nested -> nested.call("Query.inner", false, this::spoil));
            Lane.await(inner.exceptionally(failure -> "failed inside"));
            test.work().write(2);
            return "returned";
        })));
        assertThat(seen).containsExactly("NotCommittedException");
        assertThat(test.work().committed()).isEmpty();
    }

    /** S51: if a field is reported as failed although its resolver returns, its writes are rolled back. */
    @Test
    void writesMayBeDropped() throws Exception {
        List<String> seen = test.run(lane ->
                TestLanes.fields(lane.call("Mutation.a", true, this::drop), lane.fork("Mutation.b", null, this::drop)));
        assertThat(seen).containsExactly("returned", "returned");
        assertThat(test.work().committed()).isEmpty();
    }

    private String drop() {
        test.work().write(1);
        Lane.dropWrites();
        return "returned";
    }

    /**
     * S29: with one transaction for the request, a resolver that leaves the unit of work unfit fails, and nothing is
     * committed.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestsUnitOfWorkIsKeptAsAWhole(boolean separate) {
        List<String> seen = new ArrayList<>();
        CompletableFuture<String> answer = test.lanes().submit(new Operation<>() {
            @Override
            public CompletionStage<String> start(Lane lane) {
                return lane.call("Mutation.a", separate, () -> {
                            test.work().write(2);
                            return "a";
                        })
                        .thenCompose(done -> lane.call("Mutation.b", separate, UnitsOfWorkTest.this::spoil))
                        .exceptionally(failure -> seen.add(failure.getClass().getSimpleName()) + "")
                        .thenCompose(done -> lane.call("Mutation.c", separate, () -> "c"));
            }

            @Override
            public boolean isAllOrNothing() {
                return true;
            }
        });
        assertThatThrownBy(answer::get).cause().isInstanceOf(NotCommittedException.class);
        assertThat(seen).hasSize(1);
        assertThat(test.work().committed()).isEmpty();
    }

    /** S27: an asynchronous resolver leaves the unit of work fit for the resolvers after it. */
    @Test
    void anAsynchronousResolverSpoilsNoSibling() throws Exception {
        test.run(lane -> {
            String returned = asItIs(lane, () -> {
                test.work().spoil();
                return "returned";
            });
            return CompletableFuture.completedFuture(returned);
        });
        assertThat(test.work().events()).containsExactly("begin", "drop", "begin", "keep");
    }

    private static String asItIs(Lane lane, Callable<String> resolver) {
        try {
            return lane.asynchronously("Query.a", resolver);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** S33: an operation that fails while it decides on the commit leaves nothing open. */
    @Test
    void nothingIsLeftOpenIfTheOperationFailsAtItsEnd() {
        CompletableFuture<String> answer = test.lanes().submit(new Operation<>() {
            @Override
            public CompletionStage<String> start(Lane lane) {
                return CompletableFuture.completedFuture("answer");
            }

            @Override
            public boolean keeps(String complete) {
                throw new IllegalStateException("cannot tell");
            }
        });
        assertThatThrownBy(answer::get).hasRootCauseMessage("cannot tell");
        assertThat(test.work().events()).containsExactly("begin", "drop");
    }

    /** S29: if the operation decides against the commit, the writes are rolled back. */
    @Test
    void whatIsNotToBeKeptIsDropped() throws Exception {
        CompletableFuture<String> answer = test.lanes().submit(new Operation<>() {
            @Override
            public CompletionStage<String> start(Lane lane) {
                return CompletableFuture.completedFuture("errors");
            }

            @Override
            public boolean keeps(String complete) {
                return !complete.equals("errors");
            }
        });
        assertThat(answer.get()).isEqualTo("errors");
        assertThat(test.work().events()).containsExactly("begin", "drop");
    }

    /**
     * S21, S25: the field gets the same exception object that its resolver throws, in every mode, and the lane
     * continues.
     */
    @Test
    void theSameExceptionObjectReachesItsField() throws Exception {
        for (Throwable thrown : List.of(
                new IllegalStateException("unchecked"),
                new IOException("checked"),
                new AssertionError("error"),
                new StackOverflowError())) {
            List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
            String after = test.run(lane -> CompletableFuture.allOf(
                            note(seen, lane.call("Query.a", false, () -> thrower(thrown))),
                            note(seen, lane.call("Mutation.b", true, () -> thrower(thrown))),
                            note(seen, lane.fork("Query.c", null, () -> thrower(thrown))),
                            note(seen, lane.adopt("Query.d", CompletableFuture.failedFuture(thrown))))
                    .thenCompose(done -> lane.call("Query.e", false, () -> "usable")));
            assertThat(after).isEqualTo("usable");
            assertThat(seen).hasSize(4).allMatch(each -> each == thrown);
        }
    }

    private static CompletableFuture<?> note(List<Throwable> seen, CompletionStage<?> field) {
        return field.handle((value, failure) -> seen.add(failure)).toCompletableFuture();
    }

    private static String thrower(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    /** S13: a stuck request does not delay another one. */
    @Test
    void requestsDoNotWaitForEachOther() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<String> stuck = test.submit(lane -> lane.call("Query.a", false, () -> {
            released.await();
            return Thread.currentThread().getName();
        }));
        String other = test.run(
                lane -> lane.call("Query.a", false, () -> Thread.currentThread().getName()));
        assertThat(stuck).isNotDone();
        released.countDown();
        assertThat(stuck.get()).isNotEqualTo(other);
    }
}
