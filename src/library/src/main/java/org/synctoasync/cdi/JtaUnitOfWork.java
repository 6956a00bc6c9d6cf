package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.UnitOfWork;

/**
 * A JTA transaction. A container-managed EntityManager then has one persistence context and at most one connection, which it
 * opens when it is first used.
 *
 * <p><b>Threading:</b> called on lanes' threads and on parallel ones; begins and ends on the same thread.
 */
@ApplicationScoped
public class JtaUnitOfWork implements UnitOfWork {
    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    @Override
    public Begun begin() throws Exception {
        transaction.begin();
        return new JtaTransaction(registry.getTransactionKey());
    }

    @Override
    public void afterCommit(Runnable action) {
        switch (registry.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED -> action.run();
            case Status.STATUS_ACTIVE -> registry.registerInterposedSynchronization(new AfterCommit(action));
            default -> {} // it will be rolled back
        }
    }

    /** Runs an action if a transaction is committed. */
    private static final class AfterCommit implements Synchronization {
        private final Runnable action;

        AfterCommit(Runnable action) {
            this.action = action;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                action.run();
            }
        }
    }

    /** The transaction that {@link #begin} began. */
    private final class JtaTransaction implements Begun {
        private final @Nullable Object key;

        JtaTransaction(@Nullable Object key) {
            this.key = key;
        }

        @Override
        public void end(boolean keep) throws Exception {
            switch (transaction.getStatus()) {
                case Status.STATUS_NO_TRANSACTION -> {} // a resolver ended it itself
                case Status.STATUS_ACTIVE -> finish(keep);
                default -> transaction.rollback(); // marked so by a resolver
            }
        }

        @Override
        public boolean isUsable() {
            return registry.getTransactionStatus() == Status.STATUS_ACTIVE
                    && registry.getTransactionKey().equals(key);
        }

        /** Transactions 2.0, section 3.7, and Enterprise Beans 4.0, section 8.6.2, forbid any call there. */
        @Override
        public boolean mayEnd() {
            try {
                return transaction.getStatus() == Status.STATUS_ACTIVE;
            } catch (IllegalStateException | SystemException demarcated) {
                return false;
            }
        }

        private void finish(boolean keep) throws Exception {
            if (keep) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        }
    }
}
