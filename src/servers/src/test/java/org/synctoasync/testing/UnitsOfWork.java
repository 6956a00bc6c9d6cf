package org.synctoasync.testing;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.atomic.AtomicInteger;
import org.synctoasync.execution.UnitOfWork;

/**
 * A decorator of the product's unit of work. It counts the open units of work and the transactions left behind by ended
 * ones.
 */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
public class UnitsOfWork implements UnitOfWork {
    private static final AtomicInteger OPEN = new AtomicInteger();
    private static final AtomicInteger LEFT_TRANSACTIONS = new AtomicInteger();

    @Inject
    @Delegate
    private UnitOfWork product;

    @Inject
    private UserTransaction transaction;

    @Override
    public void afterCommit(Runnable action) {
        product.afterCommit(action);
    }

    @Override
    public Begun begin() throws Exception {
        Begun begun = product.begin();
        OPEN.incrementAndGet();
        return new Begun() {
            @Override
            public void end(boolean keep) throws Exception {
                try {
                    begun.end(keep);
                } finally {
                    OPEN.decrementAndGet();
                    noteTransaction();
                }
            }

            @Override
            public boolean isUsable() {
                return begun.isUsable();
            }

            @Override
            public boolean mayEnd() {
                return begun.mayEnd();
            }
        };
    }

    /** The number of units of work that have begun and not ended: running lanes and parallel tasks. */
    static int open() {
        return OPEN.get();
    }

    /** The number of units of work that have left their thread in a transaction since the last call. */
    static int takeLeftTransactions() {
        return LEFT_TRANSACTIONS.getAndSet(0);
    }

    private void noteTransaction() throws SystemException {
        if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            LEFT_TRANSACTIONS.incrementAndGet();
        }
    }
}
