package org.synctoasync.jpa;

import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.queries.ReportQuery;

/**
 * A report query whose clones need not be prepared again. EclipseLink's own report queries lose their statement when
 * they are cloned, because a clone adds its items again.
 *
 * <p><b>Threading:</b> created and prepared by one thread; then cloned by any thread.
 */
final class KeptReport extends ReportQuery {
    private static final long serialVersionUID = 1L;

    private boolean isKept;

    KeptReport(Class<?> from, ExpressionBuilder base) {
        super(from, base);
    }

    /** Keeps the prepared statement for this query and its clones. The query must not be changed afterwards. */
    void keep() {
        isKept = true;
    }

    @Override
    public void setIsPrepared(boolean isPrepared) {
        if (isPrepared || !isKept) {
            super.setIsPrepared(isPrepared);
        }
    }
}
