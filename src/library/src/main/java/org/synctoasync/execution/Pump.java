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
 * Runs a lane's queue, both for the lane itself and underneath each waiting resolver.
 *
 * <p><b>Threading:</b> runs on the lane's thread. The engine's lock guards its fields, except those that the watchdog
 * reads and writes, which are volatile.
 */
final class Pump {
    private static final Runnable AT_ONCE = () -> {};
    private static final int LEVELS_PER_LOOK = 8;
    private static final Runnable SENT = () -> {};

    private final LaneRun run;
    private final LaneQueue queue;
    private final Limits limits;
    private final List<Operation<?>> operations = new ArrayList<>();
    private final PendingElsewhere underWay = new PendingElsewhere();
    private final Idling idling;
    private int depth;
    private int deepest;

    Pump(LaneRun run, LaneQueue queue, Limits limits) {
        this.run = run;
        this.queue = queue;
        this.limits = limits;
        this.idling = new Idling(run, queue, limits, underWay);
        this.deepest = limits.waitDepth();
    }

    /** Starts an operation. Its loads are sent from now on until it has its response. */
    <T> CompletableFuture<T> start(Lane lane, Operation<T> operation) {
        operations.add(operation);
        CompletableFuture<T> started = new CompletableFuture<>();
        try {
            Outcome.whenDone(operation.start(lane), outcome -> outcome.settle(started));
        } catch (Throwable failure) { // treated as a failed stage: other operations may continue
            started.completeExceptionally(failure);
        }
        Outcome.whenDone(started, outcome -> {
            inEngine(() -> operations.remove(operation));
            queue.wake();
        });
        return started;
    }

    /** Runs the queue until a condition holds or the request is cut short. */
    void until(BooleanSupplier done) throws InterruptedException {
        pump(done, false, false);
    }

    /**
     * Runs one entry: a blocking task. Uses few frames, because it may be on the stack once for each waiting resolver.
     */
    <T extends @Nullable Object> void runCall(Kind kind, String name, Callable<T> task, CompletableFuture<T> result) {
        ThreadWork work = run.ownWork();
        work.enter(name);
        work.use();
        int holds = run.leaveEngine();
        Outcome<T> outcome = run.wasCutShort() // otherwise a cancellation just before this field is missed
                ? new Outcome<>(null, run.ended())
                : Outcome.of(task);
        if (kind != Kind.SEPARATE_CALL) {
            outcome = repaired(outcome);
        }
        run.enterEngine(holds);
        work.leave();
        if (run.wasCutShort()) { // same response whether this thread or its replacement is first
            result.completeExceptionally(run.ended());
        } else {
            outcome.settle(result);
        }
    }

    /**
     * Repairs the unit of work after a resolver. If the resolver failed in a transaction that it shares with others,
     * the others continue in another one.
     */
    private <T extends @Nullable Object> Outcome<T> repaired(Outcome<T> outcome) {
        Outcome<?> repair = Outcome.of(run.surroundings()::repair);
        return repair.failure() == null || outcome.failure() != null ? outcome : new Outcome<>(null, repair.failure());
    }

    /** Completes a result once a stage is completed, on the thread that has the engine. */
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

    /** Runs a task in the engine: now if the calling thread holds the engine's lock, otherwise through the queue. */
    void inEngine(Runnable task) {
        if (run.isInEngine()) {
            task.run();
        } else {
            queue.offer(Kind.RESULT, task);
        }
    }

    /** Whether an operation runs inside a resolver of another operation. */
    boolean isNested() {
        return operations.size() > 1;
    }

    PendingElsewhere underWay() {
        return underWay;
    }

    /**
     * Waits for a value. On the lane's thread, the lane continues underneath. On a parallel thread, the lane continues
     * on its own thread.
     *
     * @return the action to run once the value is available or no longer awaited
     */
    Runnable waitFor(LaneFuture<?> value) {
        ThreadWork work = ThreadWork.current();
        if (value.isDone() || work == null || !work.belongsTo(run)) {
            return AT_ONCE;
        }
        if (run.hasEnded()) {
            throw run.ended();
        }
        if (run.isOwnThread()) {
            waitUnderneath(value);
            return AT_ONCE;
        }
        ParallelWait wait = ParallelWait.begin(run, work, value);
        return wait::end;
    }

    private void waitUnderneath(LaneFuture<?> value) {
        run.surroundings().refuseIfInAnother(idling.describeWaiting());
        boolean urgent = run.holdsInstance();
        Outcome.whenDone(value, outcome -> queue.wake());
        run.enterEngine(1);
        depth++;
        lookAtTheStack();
        try {
            pump(value::isDone, value.isLanesAlone(), urgent);
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

    /** Lowers the limit of nested waiting resolvers if the stack is too short for more. */
    private void lookAtTheStack() {
        if (depth % LEVELS_PER_LOOK == 0 && depth < deepest && !StackHeadroom.suffices()) {
            deepest = depth;
        }
    }

    private void pump(BooleanSupplier done, boolean lanesAlone, boolean urgent) throws InterruptedException {
        while (!done.getAsBoolean() && !run.wasCutShort()) {
            Runnable next = next(urgent);
            if (next != null) {
                next.run();
            } else if (lanesAlone && underWay.isQuiet() && queue.isEmpty()) {
                throw new LaneDeadlockException(idling.describeWaiting()
                        + " waits for a value that can come only after "
                        + String.join(" and ", run.ownWork().fields()) + " has returned. Return the stage instead");
            } else {
                idle();
            }
        }
    }

    /** The entry to run; null if no entry may run now. */
    private @Nullable Runnable next(boolean urgent) {
        Runnable next = queue.poll(Kind.RESULT);
        if (next == null && depth < deepest && !urgent) {
            next = queue.poll(Kind.CALL);
        }
        if (next == null && depth == 0) {
            next = queue.poll(Kind.SEPARATE_CALL);
        }
        if (next == null && (urgent || mayDispatch()) && dispatch()) {
            next = SENT;
        }
        return next == null && underWay.isQuiet() ? lastResort() : next;
    }

    /**
     * Takes an entry that does not run underneath a waiting resolver unless the resolver cannot be waiting for anything
     * else.
     */
    private @Nullable Runnable lastResort() {
        Runnable next = queue.poll(Kind.CALL);
        return next == null ? queue.poll(Kind.SEPARATE_CALL) : next;
    }

    private boolean mayDispatch() {
        return !underWay.isParallel()
                || !limits.gather()
                || underWay.isUrgent()
                || underWay.isStalled() && run.lacksThreads();
    }

    private boolean dispatch() {
        boolean sent = false;
        for (Operation<?> operation : List.copyOf(operations)) {
            sent |= operation.dispatch();
        }
        return sent;
    }

    private void idle() throws InterruptedException {
        boolean parts = depth == 0 && !operations.get(0).isAllOrNothing();
        if (idling.idle(depth > 0, parts) && !dispatch()) {
            idling.refuseIfStuck();
        }
    }

    Idling idling() {
        return idling;
    }
}
