package org.synctoasync.testing;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.UnitOfWork;

/**
 * A connection pool. As with JTA, a unit of work acquires a connection when it first uses it, and releases it at its
 * end.
 */
public final class Connections {
    private final Semaphore pool;
    private final ThreadLocal<Boolean> held = ThreadLocal.withInitial(() -> false);

    public Connections(int size) {
        pool = new Semaphore(size);
    }

    /** Executes a statement in this thread's unit of work. */
    public void use() {
        if (!held.get()) {
            try {
                held.set(Lane.connecting(this::acquire));
            } catch (RuntimeException refused) {
                throw refused;
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Executes a statement on a thread that works for no request. */
    public void useOutside() {
        acquire();
        pool.release();
    }

    /** The number of free connections in the pool. */
    public int free() {
        return pool.availablePermits();
    }

    private boolean acquire() {
        try {
            if (!pool.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("No connection within a minute");
            }
            return true;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns units of work that release their connections at their end. */
    UnitOfWork around(UnitOfWork other) {
        return new UnitOfWork() {
            @Override
            public Begun begin() throws Exception {
                return new Releasing(other.begin());
            }

            @Override
            public void afterCommit(Runnable action) {
                other.afterCommit(action);
            }
        };
    }

    private final class Releasing implements UnitOfWork.Begun {
        private final UnitOfWork.Begun other;

        Releasing(UnitOfWork.Begun other) {
            this.other = other;
        }

        @Override
        public void end(boolean keep) throws Exception {
            if (held.get()) {
                held.remove();
                pool.release();
            }
            other.end(keep);
        }

        @Override
        public boolean isUsable() {
            return other.isUsable();
        }

        @Override
        public boolean mayEnd() {
            return other.mayEnd();
        }
    }
}
