package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.NotCommittedException;
import org.synctoasync.execution.UnitOfWork;

/**
 * A unit of work that is a JTA transaction. In it, a container-managed EntityManager has one persistence context and at
 * most one connection, which it opens when it is first used.
 *
 * <p><b>Threading:</b> called on lanes' threads and on parallel threads; a transaction begins and ends on the same
 * thread.
 */
@ApplicationScoped
public class JtaUnitOfWork implements UnitOfWork {
    private static final System.Logger LOG = System.getLogger(JtaUnitOfWork.class.getName());

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry registry;

    @Override
    public Begun begin() throws Exception {
        transaction.begin();
        try {
            JtaTransaction begun = new JtaTransaction(registry.getTransactionKey());
            registry.registerInterposedSynchronization(begun);
            return begun;
        } catch (RuntimeException failure) {
            transaction.rollback();
            throw failure;
        }
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

    /**
     * The transaction that {@link #begin} began. Only this class commits it. If a resolver commits it by
     * {@code UserTransaction}, that commit fails, so that no field is reported as failed although its writes are
     * committed.
     */
    private final class JtaTransaction implements Begun, Synchronization {
        private final @Nullable Object key;
        private boolean isEnding;

        JtaTransaction(@Nullable Object key) {
            this.key = key;
        }

        @Override
        public void end(boolean keep) throws Exception {
            boolean usable = isUsable();
            isEnding = true;
            if (keep && usable) {
                transaction.commit();
                return;
            }
            rollBack();
            if (keep) {
                throw new NotCommittedException(
                        "The transaction could only be rolled back: a resolver, or a service that it"
                                + " called, has marked it for that or ended it, or its time was over");
            }
        }

        @Override
        public boolean isUsable() {
            return registry.getTransactionStatus() == Status.STATUS_ACTIVE
                    && registry.getTransactionKey().equals(key);
        }

        /**
         * Checks by a nested {@code begin} whether the container demarcates the transaction. Inside a method with
         * {@code @Transactional} no method of {@code UserTransaction} may be called (Transactions 2.0, section 3.7).
         * WildFly nevertheless answers {@code getStatus} there. The nested {@code begin} fails either way. Inside a
         * method of a session bean, which has the same rule (Enterprise Beans 4.0, section 8.6.2), neither WildFly nor
         * Payara refuses it as forbidden; callers recognise session beans themselves.
         */
        @Override
        public boolean mayEnd() {
            if (!isUsable()) {
                return false;
            }
            try {
                transaction.begin();
                transaction.rollback(); // the nested transaction
                return true;
            } catch (NotSupportedException nested) {
                return true;
            } catch (IllegalStateException | SystemException demarcated) {
                return false;
            }
        }

        @Override
        public void beforeCompletion() {
            if (!isEnding) {
                registry.setRollbackOnly();
            }
        }

        @Override
        public void afterCompletion(int status) {}

        /** Rolls back any transaction that a resolver has left on the calling thread. */
        private void rollBack() throws SystemException {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                try {
                    transaction.rollback();
                } catch (IllegalStateException over) {
                    LOG.log(Level.DEBUG, "The transaction manager has rolled the transaction back already", over);
                }
            }
        }
    }
}
