package org.synctoasync.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.LaneQueue.Kind;

/**
 * Runs a lane's queue: for the lane itself, and underneath each resolver that waits.
 *
 * <p><b>Threading:</b> runs on the lane's thread. Its fields are guarded by the engine's lock, but those that the watchdog
 * reads and writes, which are volatile.
 */
final class Pump {
    private static final long NOT_WAITING = -1;
    private static final int LEVELS_PER_LOOK = 8;
    private static final Runnable SENT = () -> {};

    private final LaneRun run;
    private final LaneQueue queue;
    private final Limits limits;
    private final List<Operation<?>> operations = new ArrayList<>();
    private final UnderWay underWay = new UnderWay();
    private int depth;
    private int deepest;
    private volatile long waitingSince = NOT_WAITING;
    private volatile long stuckSince = NOT_WAITING;

    Pump(LaneRun run, LaneQueue queue, Limits limits) {
        this.run = run;
        this.queue = queue;
        this.limits = limits;
        this.deepest = limits.waitDepth();
    }

    /** Starts an operation, whose loads are sent from now on until it has its answer. */
    <T> CompletableFuture<T> start(Lane lane, Operation<T> operation) {
        operations.add(operation);
        CompletableFuture<T> started = new CompletableFuture<>();
        try {
            Outcome.whenDone(operation.start(lane), outcome -> outcome.settle(started));
        } catch (Throwable failure) { // as if its stage had failed: others may go on
            started.completeExceptionally(failure);
        }
        Outcome.whenDone(started, outcome -> {
            inEngine(() -> operations.remove(operation));
            queue.wake();
        });
        return started;
    }

    /** Runs the queue until something is done or the request is cut short. */
    void until(BooleanSupplier done) throws InterruptedException {
        pump(done, false);
    }

    /** Runs one entry: a blocking task. Few frames: it may lie on the stack once for each resolver that waits. */
    <T extends @Nullable Object> void runCall(Kind kind, String name, Callable<T> task, CompletableFuture<T> result) {
        Work work = run.ownWork();
        work.enter(name);
        int holds = run.leaveEngine();
        Outcome<T> outcome = run.wasCutShort() // else a cancellation that came just before this field would be missed
                ? new Outcome<>(null, run.ended())
                : Outcome.of(task);
        if (kind != Kind.SEPARATE_CALL) {
            outcome = repaired(outcome);
        }
        run.enterEngine(holds);
        work.leave();
        if (run.wasCutShort()) { // whoever comes first, this thread or the one that takes its place: the same answer
            result.completeExceptionally(run.ended());
        } else {
            outcome.settle(result);
        }
    }

    /** A resolver may have failed in a transaction that it shares with others: these go on in another. */
    private <T extends @Nullable Object> Outcome<T> repaired(Outcome<T> outcome) {
        Outcome<?> repair = Outcome.of(run.surroundings()::repair);
        return repair.failure() == null || outcome.failure() != null ? outcome : new Outcome<>(null, repair.failure());
    }

    /** Has a result completed by whoever has the engine once a stage is. */
    <T extends @Nullable Object> CompletableFuture<T> adopt(
            String name, CompletionStage<T> stage, CompletableFuture<T> result) {
        boolean foreign = !(stage instanceof LaneFuture<?> ours) || !ours.isLanesAlone();
        if (foreign) {
            underWay.awaiting(name);
        }
        Outcome.whenDone(stage, outcome -> {
            Runnable settle = () -> {
                if (foreign) {
                    underWay.arrived(name);
                }
                outcome.settle(result);
            };
            inEngine(settle);
        });
        return result;
    }

    /** Runs a task where the engine is: now if that is here, else by the queue. */
    private void inEngine(Runnable task) {
        if (run.isInEngine()) {
            task.run();
        } else {
            queue.offer(Kind.RESULT, task);
        }
    }

    UnderWay underWay() {
        return underWay;
    }

    /** Waits for a value; the lane goes on underneath, or, on a parallel thread, beside. */
    void waitFor(LaneFuture<?> value) {
        Work work = Work.current();
        if (value.isDone() || work == null || !work.belongsTo(run)) {
            return;
        }
        if (run.hasEnded()) {
            throw run.ended();
        }
        if (run.isOwnThread()) {
            waitUnderneath(value);
        } else {
            queue.offer(Kind.RESULT, () -> leaveOutWhileWaiting(value));
        }
    }

    private void leaveOutWhileWaiting(LaneFuture<?> value) {
        if (!value.isDone()) {
            underWay.leftOut(value.isLanesAlone());
            Outcome.whenDone(value, outcome -> inEngine(() -> underWay.backAgain(value.isLanesAlone())));
        }
    }

    private void waitUnderneath(LaneFuture<?> value) {
        if (!run.surroundings().isUsable()) {
            throw new LaneDeadlockException(
                    describeWaiting() + " waits inside a transaction of its own, or in one that can only be rolled back; what it waits"
                            + " for needs the request's. Wait before that transaction begins, or return the stage");
        }
        Outcome.whenDone(value, outcome -> queue.wake());
        run.enterEngine(1);
        depth++;
        lookAtTheStack();
        try {
            pump(value::isDone, value.isLanesAlone());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            depth--;
            run.leaveEngine(1);
        }
        if (!value.isDone()) {
            run.refuseIfCutShort();
        }
    }

    /** Where the stack is too short for so many resolvers, fewer wait one upon the other. */
    private void lookAtTheStack() {
        if (depth % LEVELS_PER_LOOK == 0 && depth < deepest && !StackHeadroom.suffices()) {
            deepest = depth;
        }
    }

    private void pump(BooleanSupplier done, boolean lanesAlone) throws InterruptedException {
        while (!done.getAsBoolean() && !run.wasCutShort()) {
            Runnable next = next();
            if (next != null) {
                next.run();
            } else if (lanesAlone && underWay.isQuiet() && queue.isEmpty()) {
                throw new LaneDeadlockException(describeWaiting() + " waits for a value that can come only after "
                        + String.join(" and ", run.ownWork().fields()) + " has returned. Return the stage instead");
            } else {
                idle();
            }
        }
    }

    /** The entry to run; null if there is none that may run now. */
    private @Nullable Runnable next() {
        Runnable next = queue.poll(Kind.RESULT);
        if (next == null && depth < deepest) {
            next = queue.poll(Kind.CALL);
        }
        if (next == null && depth == 0) {
            next = queue.poll(Kind.SEPARATE_CALL);
        }
        if (next == null && mayDispatch() && dispatch()) {
            next = SENT;
        }
        return next == null && underWay.isQuiet() ? lastResort() : next;
    }

    /** What is not run underneath a resolver that waits, unless the resolver can be waiting for nothing else. */
    private @Nullable Runnable lastResort() {
        Runnable next = queue.poll(Kind.CALL);
        return next == null ? queue.poll(Kind.SEPARATE_CALL) : next;
    }

    private boolean mayDispatch() {
        return !underWay.isParallel() || !limits.gather();
    }

    private boolean dispatch() {
        boolean sent = false;
        for (Operation<?> operation : List.copyOf(operations)) {
            sent |= operation.dispatch();
        }
        return sent;
    }

    private void idle() throws InterruptedException {
        long since = run.ownWork().fields().size() > 1 ? run.now() : NOT_WAITING;
        waitingSince = since;
        int holds = run.leaveEngine();
        try {
            queue.await();
        } finally {
            run.enterEngine(holds);
            waitingSince = NOT_WAITING;
        }
        if (since != NOT_WAITING && stuckSince == since) {
            List<String> fields = run.ownWork().fields();
            throw new LaneDeadlockException(describeWaiting() + " and, underneath it on the same thread, "
                    + String.join(" and ", fields.subList(1, fields.size())) + " have waited for "
                    + limits.watchdog().toMillis() + " ms with nothing happening; each may be waiting for the other");
        }
    }

    private String describeWaiting() {
        return run.ownWork().fields().stream().findFirst().orElse("The engine");
    }

    /** Called by the watchdog: has a resolver give up that waits upon another one for too long. */
    void watch(long now) {
        long since = waitingSince;
        if (since != NOT_WAITING && now - since > limits.watchdog().toNanos()) {
            stuckSince = since;
            queue.wake();
        }
    }
}
