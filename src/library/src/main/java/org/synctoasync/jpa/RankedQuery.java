package org.synctoasync.jpa;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.queries.ReportQuery;
import org.eclipse.persistence.queries.SQLCall;

/**
 * A query for the first rows of each owner, in one statement. EclipseLink creates a statement that numbers the rows of
 * each owner. EclipseLink cannot express a condition on this number, so this class puts the statement's text into an
 * outer statement with the condition.
 *
 * <p><b>Threading:</b> used by one thread for one statement.
 */
final class RankedQuery extends ReportQuery {
    private static final long serialVersionUID = 1L;

    private final int most;

    /**
     * Creates a query.
     *
     * @param most the maximum number of rows for each owner; part of the text, because EclipseLink binds no parameters
     *     of a statement whose SELECT clause contains a parameter
     */
    RankedQuery(Class<?> from, ExpressionBuilder base, int most) {
        super(from, base);
        this.most = most;
    }

    /** Adds the row number as the last column. */
    void rank(List<Expression> owner, List<OrderColumn> terms) {
        String partition = owner.stream().map(column -> "?").collect(Collectors.joining(", "));
        String order = terms.stream().map(term -> "?" + term.suffix()).collect(Collectors.joining(", "));
        List<Object> rest = Stream.concat(owner.stream(), terms.stream().map(OrderColumn::column))
                .skip(1)
                .<Object>map(column -> column)
                .toList();
        String number = "ROW_NUMBER() OVER (PARTITION BY " + partition + " ORDER BY " + order + ")";
        addItem("number", owner.get(0).sql(number, rest));
    }

    /** Called each time the statement is created. */
    @Override
    protected void prepare() {
        super.prepare();
        SQLCall call = (SQLCall) getCall();
        int columns = call.getFields().size();
        String names = IntStream.rangeClosed(1, columns)
                .mapToObj(column -> "c" + column)
                .collect(Collectors.joining(", "));
        call.setSQLString("SELECT * FROM (" + call.getSQLString() + ") page (" + names + ") WHERE c" + columns + " <= "
                + most + " ORDER BY c" + columns);
    }
}
