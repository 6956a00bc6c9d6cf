package org.synctoasync.jpa;

import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.queries.ReportQuery;

/**
 * A report query whose clones need not be prepared again. EclipseLink's own forget their statement when they are cloned, since
 * a clone's items are added anew.
 *
 * <p><b>Threading:</b> made and prepared by one thread; then cloned by any.
 */
final class KeptReport extends ReportQuery {
    private static final long serialVersionUID = 1L;

    private boolean isKept;

    KeptReport(Class<?> from, ExpressionBuilder base) {
        super(from, base);
    }

    /** Keeps what has been prepared, for this query and its clones; nothing may be changed from then on. */
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
