package org.synctoasync.execution;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.RequestEndedException.Reason;
import org.synctoasync.execution.Statistics.Ending;

/**
 * A request from its submission to its end: waits for a lane, runs on it, and may be cut short at any time.
 *
 * <p><b>Threading:</b> made by the thread that submits, run by the lane's, cut short by the one that keeps the time, answered by that of the lane or a
 * reserved one.
 */
final class LaneTask<T> implements Runnable {
    /** How long an answer with what is finished is tried for; the tick before and the one after come on top. */
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
    private volatile boolean begun;
    private volatile Ending ending = Ending.FAILED;

    /** What the submitter gets: cancelling it ends the request. */
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
        } catch (Throwable failure) { // of the server's context: nothing has run in it
            if (!answer.completeExceptionally(failure)) {
                throw failure;
            }
        } finally {
            end(ending);
        }
    }

    /** Ends the request for which no lane could be had. */
    void refused() {
        end(Ending.REFUSED);
    }

    private void end(Ending how) {
        statistics.end(how);
        lanes.ended(this);
    }

    /**
     * Ends the request if its time is over or nobody wants its answer; called every now and then.
     *
     * @param starved whether a connection is being waited for
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

    /** Ends the request before it has its answer, or does nothing if that has been begun. */
    void cut(RequestEndedException reason) {
        if (!run.wasCutShort()) {
            cutSince = lanes.now(); // before a look at the clock can find the request cut short
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
     * Has the answer given that the lane's thread cannot give while a resolver does not return. If that thread is in the engine and does not
     * leave it, such as in a getter that sends a statement, nobody can see what is finished: the answer has none of it then.
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

    /** Answers with what there is, unless the engine is in use: then the next look at the clock comes soon. */
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
        return begun ? reason : reason.beforeBeginning();
    }

    private Outcome<T> operate(ThreadWork own) {
        return Outcome.of(() -> {
            run.refuseIfCutShort();
            lanes.refuseIfEnding();
            begun = true;
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
