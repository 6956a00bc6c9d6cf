package org.synctoasync.execution;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the contexts and the unit of work of a task.
 *
 * <p>It alone decides which resolvers share a unit of work, and when a unit of work is committed: if its resolver
 * returns, its field is reported as successful, and nothing has spoiled it.
 *
 * <p><b>Threading:</b> confined to the thread that runs the task.
 */
final class UnitOfWorkScope {
    private static final String ROLLED_BACK =
            "A resolver has left its transaction to be rolled back; nothing that was written in it is committed";

    private final LaneRun run;
    private final UnitOfWork unitOfWork;
    private final Scope scope;
    private UnitOfWork.@Nullable Begun begun;
    private boolean isApart;
    private boolean isUnwanted;
    private boolean isSpoiled;

    /** The extent of a task's unit of work. */
    enum Scope {
        /** One resolver, which fails if its writes cannot be committed. */
        RESOLVER,
        /**
         * All resolvers without a unit of work of their own. If one resolver spoils it, the others continue in another
         * one.
         */
        SHARED,
        /** The whole request: either all writes are committed or no writes. */
        REQUEST
    }

    UnitOfWorkScope(LaneRun run, UnitOfWork unitOfWork, Scope scope) {
        this.run = run;
        this.unitOfWork = unitOfWork;
        this.scope = scope;
    }

    /**
     * Runs a task in a unit of work. The task's writes are kept if the task returns a value that is worth keeping.
     *
     * @param keep decides from the returned value whether the writes are kept
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
        end(kept && (scope != Scope.SHARED || isUsable()));
        return value;
    }

    /**
     * Runs a resolver in its own unit of work. The current unit of work ends before the resolver, and another one
     * begins after it. Inside such a resolver, or if the request has only one unit of work, the resolver joins that
     * unit of work. That unit of work is not committed if the resolver fails.
     *
     * @throws Exception the exception that the resolver threw, or the failure to commit its writes
     */
    <T extends @Nullable Object> T apart(Callable<T> resolver) throws Exception {
        return isApart || scope == Scope.REQUEST ? joined(resolver) : separated(resolver);
    }

    private <T extends @Nullable Object> T separated(Callable<T> resolver) throws Exception {
        renew(isUsable());
        T value;
        isApart = true;
        try {
            value = resolver.call();
        } catch (Throwable failure) {
            isApart = false;
            renewAfter(failure);
            throw failure;
        }
        isApart = false;
        renew(true);
        return value;
    }

    private <T extends @Nullable Object> T joined(Callable<T> resolver) throws Exception {
        T value;
        try {
            value = shared(resolver);
        } catch (Throwable failure) {
            isSpoiled = true;
            throw failure;
        }
        isSpoiled |= isUnwanted;
        isUnwanted = false;
        return value;
    }

    /**
     * Runs a resolver in the current unit of work. If the resolver makes it unusable, later resolvers continue in
     * another one.
     */
    <T extends @Nullable Object> T shared(Callable<T> resolver) throws Exception {
        T value;
        try {
            value = resolver.call();
        } catch (Throwable failure) {
            repairAfter(failure);
            throw failure;
        }
        repair();
        return value;
    }

    /** Discards the writes of the running resolver although it returns, because its field is reported as failed. */
    void dropWrites() {
        isUnwanted = true;
    }

    /** Ends the unit of work early and begins another one. */
    private void renew(boolean keep) throws Exception {
        try {
            end(keep);
        } finally {
            begun = unitOfWork.begin();
        }
    }

    /**
     * Begins another unit of work if a resolver has ended this one or made it impossible to commit.
     *
     * @throws NotCommittedException if other resolvers have also written in it and rely on it
     */
    @Nullable Void repair() throws Exception {
        if (!isUsable()) {
            renew(false);
            if (isApart || scope == Scope.REQUEST) {
                isSpoiled = true;
                throw new NotCommittedException(ROLLED_BACK);
            }
        }
        return null;
    }

    /** Whether the calling thread is in this unit of work and its writes can be kept. */
    boolean isUsable() {
        return begun != null && begun.isUsable();
    }

    /**
     * Ends the unit of work and begins another one, so that a wait holds no connection.
     *
     * @param used whether the unit of work may hold a connection
     * @param holdsInstance whether the calling thread is inside a method of a pooled class; see {@link Threads#pooled}.
     *     Servers do not reliably say that they demarcate the transaction of such a method
     * @return whether another unit of work has begun
     * @throws LaneDeadlockException if the unit of work cannot be ended here and may hold a connection
     * @throws Exception if the writes could not be kept
     */
    boolean partToWait(String field, boolean used, boolean holdsInstance) throws Exception {
        refuseIfInAnother(field);
        if (begun != null && !holdsInstance && begun.mayEnd()) {
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

    /** Ends the unit of work and begins another one while the lane is idle and no resolver runs on it. */
    void part() throws Exception {
        renew(isUsable());
    }

    /** Rejects a wait inside a transaction that a resolver has begun. */
    void refuseIfInAnother(String field) {
        if (!isUsable()) {
            throw new LaneDeadlockException(
                    field + " waits inside a transaction of its own, or in one that can only be rolled back; what"
                            + " it waits for needs the request's. Wait before that transaction begins, or return the stage");
        }
    }

    private static ThreadWork work() {
        return Objects.requireNonNull(ThreadWork.current(), "units of work are work for a request");
    }

    private void repairAfter(Throwable failure) {
        try {
            repair();
        } catch (NotCommittedException expected) {
            // the original failure is more informative
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    private void renewAfter(Throwable failure) {
        try {
            renew(false);
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    private void endAfter(Throwable failure) {
        try {
            end(false);
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    /**
     * Ends the unit of work. The writes of a request that is cut short are not committed, because its value is not
     * shown.
     *
     * @throws Exception if the writes were to be kept and are not committed
     */
    private void end(boolean keep) throws Exception {
        UnitOfWork.Begun ending = begun;
        boolean wanted = keep && !isUnwanted && !run.wasCutShort();
        boolean spoiled = isSpoiled;
        begun = null;
        isUnwanted = false;
        isSpoiled = false;
        if (ending != null) {
            work().inDatabase(() -> {
                ending.end(wanted && !spoiled);
                return true;
            });
        }
        if (wanted && spoiled) {
            throw new NotCommittedException(ROLLED_BACK);
        }
    }
}
