package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import org.synctoasync.execution.UnitOfWork;

/**
 * A CDI request context with a JTA transaction in it. A container-managed EntityManager then has one persistence context
 * and at most one connection, which it opens when it is first used.
 *
 * <p><b>Threading:</b> called on lanes' threads and on parallel ones; begins and ends on the same thread.
 */
@ApplicationScoped
public class JtaUnitOfWork implements UnitOfWork {
    @Inject
    private UserTransaction transaction;

    @Inject
    private Instance<RequestContextController> requestContexts;

    @Override
    public Begun begin() throws Exception {
        RequestContextController requestContext = requestContexts.get();
        boolean activated = requestContext.activate();
        try {
            transaction.begin();
        } catch (Exception failure) {
            deactivate(requestContext, activated);
            throw failure;
        }
        return success -> {
            try {
                end(success);
            } finally {
                deactivate(requestContext, activated);
            }
        };
    }

    private void end(boolean success) throws Exception {
        switch (transaction.getStatus()) {
            case Status.STATUS_NO_TRANSACTION -> {} // a resolver ended it itself
            case Status.STATUS_ACTIVE -> finish(success);
            default -> transaction.rollback(); // marked so by a resolver
        }
    }

    private void finish(boolean success) throws Exception {
        if (success) {
            transaction.commit();
        } else {
            transaction.rollback();
        }
    }

    private void deactivate(RequestContextController requestContext, boolean activated) {
        if (activated) {
            requestContext.deactivate();
        }
        requestContexts.destroy(requestContext);
    }
}
