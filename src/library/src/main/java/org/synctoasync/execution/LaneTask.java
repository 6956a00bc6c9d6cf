package org.synctoasync.execution;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.RequestEndedException.Reason;
import org.synctoasync.execution.Statistics.Ending;

/**
 * A request from its submission to its end. It waits for a lane, runs on it, and may be cut short at any time.
 *
 * <p><b>Threading:</b> created by the thread that submits the request, run by the lane's thread, and cut short by the
 * clock's thread. The lane's thread or a reserved thread completes the response.
 */
final class LaneTask<T> implements Runnable {
    /** How long to try for a response with the finished parts. The tick before and the tick after add to this time. */
    private static final long PATIENCE_NANOS = 100_000_000;

    private final Lanes lanes;
    private final Operation<T> operation;
    private final long deadline;
    private final RequestContext origin;
    private final Statistics statistics;
    private final LaneRun run;
    private final Lane lane;
    private final Answer<T> answer = new Answer<>();
    private volatile @Nullable CompletableFuture<T> started;
    private volatile long cutSince;
    private volatile boolean hasBegun;
    private volatile Ending ending = Ending.FAILED;

    /** The future that the submitter receives. Cancelling it ends the request. */
    private static final class Answer<T> extends CompletableFuture<T> {}

    LaneTask(Lanes lanes, Operation<T> operation, RequestContext origin) {
        this.lanes = lanes;
        this.operation = operation;
        this.origin = origin;
        this.deadline = lanes.now() + lanes.limits().deadline().toNanos();
        this.statistics = new Statistics(lanes::now);
        this.run = new LaneRun(lanes, origin.contexts());
        this.lane = new Lane(lanes, run, operation, statistics);
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    Lane lane() {
        return lane;
    }

    Statistics statistics() {
        return statistics;
    }

    @Override
    public void run() {
        statistics.begin();
        lanes.counters().lane();
        ThreadWork own = new ThreadWork(lane);
        try {
            origin.run(() -> settle(own.during(() -> run.working(own, () -> operate(own)))));
        } catch (Throwable failure) { // from the server's context: no code has run in it
            if (!answer.completeExceptionally(failure)) {
                throw failure;
            }
        } finally {
            end(ending);
        }
    }

    /** Ends the request because no lane is available. */
    void refused() {
        end(Ending.REFUSED);
    }

    private void end(Ending how) {
        statistics.end(how);
        lanes.ended(this);
    }

    /**
     * Ends the request if its deadline has passed or if it was cancelled. Called periodically.
     *
     * @param starved whether a thread waits for a connection
     */
    void check(long now, boolean starved) {
        if (run.wasCutShort()) {
            answerInItsPlace(now);
        } else if (answer.isCancelled()) {
            cut(new RequestEndedException(Reason.CANCELLED, "The request was cancelled"));
        } else if (now - deadline >= 0) {
            String limit = lanes.limits().deadline().toMillis() + " ms";
            cut(new RequestEndedException(Reason.DEADLINE, "The request took longer than the deadline of " + limit));
        } else {
            run.pump().idling().watch(now, starved);
        }
    }

    /** Ends the request before it has its response. Does nothing if this has already started. */
    void cut(RequestEndedException reason) {
        if (!run.wasCutShort()) {
            cutSince = lanes.now(); // set before a tick can find the request cut short
        }
        if (!run.cut(reason)) {
            return;
        }
        if (lanes.withdraw(this)) {
            lanes.answer(() -> {
                answer.completeExceptionally(asEnded(reason));
                end(Ending.of(reason.reason()));
            });
        } else {
            answerInItsPlace(cutSince);
            run.cancelWorks();
        }
    }

    /**
     * Completes the response on a reserved thread, because the lane's thread cannot do so while a resolver does not
     * return. The lane's thread may also be in the engine and not leave it, for example in a getter that sends a
     * statement. Then no other thread can read the finished parts, and the response does not contain them.
     */
    private void answerInItsPlace(long now) {
        if (answer.isDone()) {
            return;
        }
        if (now - cutSince < PATIENCE_NANOS) {
            lanes.answer(this::takeOver);
        } else {
            lanes.answer(() -> answer.completeExceptionally(asEnded(run.ended())));
        }
    }

    /** Responds with the finished parts, unless the engine is in use. In that case the next tick comes soon. */
    private void takeOver() {
        if (answer.isDone() || !new ThreadWork(lane).during(() -> run.tryInEngine(run::failPending))) {
            return;
        }
        CompletableFuture<T> begun = started;
        if (begun != null && begun.isDone() && !run.wasCutAfterAnswer()) {
            Outcome.whenDone(begun, this::settle);
        }
        answer.completeExceptionally(asEnded(run.ended()));
    }

    private RequestEndedException asEnded(RequestEndedException reason) {
        return hasBegun ? reason : reason.beforeBeginning();
    }

    private Outcome<T> operate(ThreadWork own) {
        return Outcome.of(() -> {
            run.refuseIfCutShort();
            lanes.refuseIfEnding();
            hasBegun = true;
            return run.begin(own, this::untilAnswered, operation);
        });
    }

    private void settle(Outcome<T> outcome) {
        ending = ending(outcome);
        if (run.wasCutShort() && (outcome.failure() != null || operation.isAllOrNothing())) {
            answer.completeExceptionally(asEnded(run.ended()));
        } else {
            outcome.map(value -> operation.finish(value, statistics)).settle(answer);
        }
    }

    private Ending ending(Outcome<T> outcome) {
        if (run.wasCutShort()) {
            return Ending.of(run.ended().reason());
        }
        T value = outcome.value();
        if (outcome.failure() != null || value == null) {
            return Ending.FAILED;
        }
        return operation.isClean(value) ? Ending.ANSWERED : Ending.ERRORS;
    }

    private T untilAnswered() throws Exception {
        return run.withEngine(() -> {
            try {
                run.refuseIfCutShort();
                CompletableFuture<T> begun = run.pump().start(lane, operation);
                started = begun;
                run.pump().until(begun::isDone);
                if (run.wasCutShort()) {
                    run.failPending();
                }
                if (!begun.isDone()) {
                    throw run.ended();
                }
                return begun.join();
            } finally {
                run.close();
            }
        });
    }
}
