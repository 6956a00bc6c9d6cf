package org.synctoasync.execution;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the contexts and the unit of work around a task.
 *
 * <p>It alone decides which resolvers share a unit of work, and when one is committed: if its resolver returns, its field is reported as
 * successful, and nothing has spoiled it.
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

    /** How far the unit of work of a task reaches. */
    enum Scope {
        /** One resolver, which fails if its writes cannot be committed. */
        RESOLVER,
        /** All resolvers without one of their own; where one spoils it, the others go on in another. */
        SHARED,
        /** The whole request: all is committed, or nothing. */
        REQUEST
    }

    UnitOfWorkScope(LaneRun run, UnitOfWork unitOfWork, Scope scope) {
        this.run = run;
        this.unitOfWork = unitOfWork;
        this.scope = scope;
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
        end(kept && (scope != Scope.SHARED || isUsable()));
        return value;
    }

    /**
     * Runs a resolver in a unit of work of its own, between the one before and the one after. Inside such a resolver, and where the
     * request has one unit of work, it joins that one, which is not committed if the resolver fails.
     *
     * @throws Exception what the resolver threw, or that its writes could not be committed
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

    /** Runs a resolver in the unit of work that there is; if it leaves that unfit, those after it go on in another. */
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

    /** Has the writes of the resolver that runs dropped although it returns: its field is reported as failed. */
    void dropWrites() {
        isUnwanted = true;
    }

    /** Ends the unit of work early and begins another. */
    private void renew(boolean keep) throws Exception {
        try {
            end(keep);
        } finally {
            begun = unitOfWork.begin();
        }
    }

    /**
     * Begins another unit of work if a resolver has ended this one, or made it unfit to be committed.
     *
     * @throws NotCommittedException if others, which have written in it too, rely on it
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

    /** The same for a lane that idles while no resolver runs on it. */
    void part() throws Exception {
        renew(isUsable());
    }

    /** A value cannot be waited for in a transaction that a resolver has begun. */
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
            // the failure itself says more
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
     * Ends the unit of work. What a request has written is not committed once it is cut short: its value is not shown.
     *
     * @throws Exception if it was to be kept, and is not committed
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
