package org.synctoasync.execution;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Holds the unit of work around a task.
 *
 * <p><b>Threading:</b> confined to the thread that runs the task.
 */
final class Surroundings {
    private final UnitOfWork unitOfWork;
    private UnitOfWork.@Nullable Begun begun;

    Surroundings(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** Runs a task in a unit of work, which keeps what was written if the task returns and drops it if it throws. */
    <T extends @Nullable Object> T around(Callable<T> task) throws Exception {
        T value;
        try {
            begun = unitOfWork.begin();
            value = task.call();
        } catch (Throwable failure) {
            endAfter(failure);
            throw failure;
        }
        end(true);
        return value;
    }

    /** Ends the unit of work early and begins another. */
    void renew(boolean success) throws Exception {
        try {
            end(success);
        } finally {
            begun = unitOfWork.begin();
        }
    }

    private void endAfter(Throwable failure) {
        try {
            end(false);
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    private void end(boolean success) throws Exception {
        UnitOfWork.Begun ending = begun;
        begun = null;
        if (ending != null) {
            ending.end(success);
        }
    }
}
