package org.synctoasync.execution;

import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the contexts and the unit of work around a task.
 *
 * <p><b>Threading:</b> confined to the thread that runs the task.
 */
final class Surroundings {
    private final LaneRun run;
    private final UnitOfWork unitOfWork;
    private UnitOfWork.@Nullable Begun begun;

    Surroundings(LaneRun run, UnitOfWork unitOfWork) {
        this.run = run;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Runs a task in a unit of work, which keeps what was written if the task returns something worth keeping.
     *
     * @param keep whether what was written is to be kept, by what the task returned
     */
    <T extends @Nullable Object> T around(Contexts contexts, Callable<T> task, Predicate<T> keep) throws Exception {
        Contexts.Restored restored = contexts.restore();
        try {
            return inUnitOfWork(task, keep);
        } finally {
            restored.undo();
        }
    }

    private <T extends @Nullable Object> T inUnitOfWork(Callable<T> task, Predicate<T> keep) throws Exception {
        T value;
        boolean kept;
        try {
            begun = unitOfWork.begin();
            value = task.call();
            kept = keep.test(value);
        } catch (Throwable failure) {
            endAfter(failure);
            throw failure;
        }
        end(kept);
        return value;
    }

    /** Ends the unit of work early and begins another. */
    void renew(boolean keep) throws Exception {
        try {
            end(keep);
        } finally {
            begun = unitOfWork.begin();
        }
    }

    /** Begins another unit of work if a resolver has ended this one, or made it unfit to be kept. */
    @Nullable Void repair() throws Exception {
        if (!isUsable()) {
            renew(false);
        }
        return null;
    }

    /** Whether this thread is in this unit of work, and can keep what it writes. */
    boolean isUsable() {
        return begun != null && begun.isUsable();
    }

    /**
     * Ends the unit of work and begins another, so that a wait holds no connection.
     *
     * @param used whether the unit of work may hold one
     * @return whether another has begun
     * @throws LaneDeadlockException if the unit of work cannot be ended here and may hold a connection
     * @throws Exception if what was written could not be kept
     */
    boolean partToWait(String field, boolean used) throws Exception {
        refuseIfInAnother(field);
        if (begun != null && begun.mayEnd()) {
            renew(true);
            return true;
        }
        if (used) {
            throw new LaneDeadlockException(
                    field + " waits in parallel, inside a method with @Transactional or of a session bean, after it has"
                            + " used a connection, which others need. Wait before that method, or before its first"
                            + " statement, or make the resolver thread-sensitive");
        }
        return false;
    }

    /** A value cannot be waited for in a transaction that a resolver has begun. */
    void refuseIfInAnother(String field) {
        if (!isUsable()) {
            throw new LaneDeadlockException(field + " waits inside a transaction of its own; what it waits for"
                    + " needs the request's. Wait before that transaction begins, or return the stage");
        }
    }

    private void endAfter(Throwable failure) {
        try {
            end(false);
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    /** Ends the unit of work; what a request has written is not kept once it is cut short, and its value not shown. */
    private void end(boolean keep) throws Exception {
        UnitOfWork.Begun ending = begun;
        begun = null;
        if (ending != null) {
            ending.end(keep && !run.wasCutShort());
        }
    }
}
