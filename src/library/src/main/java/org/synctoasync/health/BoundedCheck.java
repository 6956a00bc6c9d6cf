package org.synctoasync.health;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.ReadinessCheck;

/**
 * Runs a check in bounded time. Simultaneous callers share one run, and the check runs at most once a second.
 *
 * <p><b>Threading:</b> may be used by any thread; guarded by its own monitor, which is not held during a wait.
 */
final class BoundedCheck {
    /** The outcome of a check. */
    enum Outcome {
        /** The check passed. */
        UP,
        /** The check failed. */
        DOWN,
        /** The check did not finish in time. */
        LATE
    }

    private static final System.Logger LOG = System.getLogger(BoundedCheck.class.getName());
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ReadinessCheck check;
    private final Executor threads;
    private final Duration limit;
    private @Nullable Future<Boolean> asked;
    private long when;
    private volatile boolean wasUp = true;

    BoundedCheck(ReadinessCheck check, Executor threads, Duration limit) {
        this.check = check;
        this.threads = threads;
        this.limit = limit;
    }

    String name() {
        return check.name();
    }

    Outcome ask() throws InterruptedException {
        try {
            return begun().get(limit.toMillis(), TimeUnit.MILLISECONDS) ? Outcome.UP : Outcome.DOWN;
        } catch (TimeoutException late) {
            return Outcome.LATE;
        } catch (ExecutionException | CancellationException | RejectedExecutionException failure) {
            return Outcome.DOWN;
        }
    }

    private synchronized Future<Boolean> begun() {
        Future<Boolean> last = asked;
        if (last != null && (!last.isDone() || System.nanoTime() - when < FRESH_NANOS)) {
            return last;
        }
        FutureTask<Boolean> next = new FutureTask<>(this::isUp);
        threads.execute(next);
        asked = next;
        when = System.nanoTime();
        return next;
    }

    private boolean isUp() {
        try {
            check.check();
            wasUp = true;
        } catch (Exception failure) {
            LOG.log(wasUp ? Level.WARNING : Level.DEBUG, "Not ready: " + check.name(), failure);
            wasUp = false;
        }
        return wasUp;
    }
}
