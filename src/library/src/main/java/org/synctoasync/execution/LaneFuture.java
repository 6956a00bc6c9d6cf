package org.synctoasync.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A value that the lane of a request will deliver, from a loader or from another operation. A resolver may block on it
 * with {@code join} or {@code get}: the lane continues underneath until the value is available.
 *
 * <p><b>Threading:</b> completed on the lane's thread; futures derived from it, on any thread.
 */
public final class LaneFuture<T extends @Nullable Object> extends CompletableFuture<T> {
    private final LaneRun run;
    private final boolean lanesAlone;

    /**
     * Creates a future.
     *
     * @param lanesAlone whether only the lane can complete it, so that waiting is useless if the lane has nothing to do
     */
    LaneFuture(LaneRun run, boolean lanesAlone) {
        this.run = run;
        this.lanesAlone = lanesAlone;
    }

    /** Completes this future with the outcome of a stage. */
    public void follow(CompletionStage<T> stage) {
        Outcome.whenDone(stage, outcome -> outcome.settle(this));
    }

    boolean isLanesAlone() {
        return lanesAlone;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new LaneFuture<>(run, false);
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        Runnable goOn = run.pump().waitFor(this);
        try {
            return super.get();
        } finally {
            goOn.run();
        }
    }

    /**
     * On the lane's thread, waits without a time limit, because the lane cannot abandon what it runs underneath. The
     * limit applies to other threads.
     */
    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        Runnable goOn = run.pump().waitFor(this);
        try {
            return super.get(timeout, unit);
        } finally {
            goOn.run();
        }
    }

    @Override
    public T join() {
        Runnable goOn = run.pump().waitFor(this);
        try {
            return super.join();
        } finally {
            goOn.run();
        }
    }
}
