package org.synctoasync.jpa;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionOperator;
import org.eclipse.persistence.internal.expressions.FunctionExpression;
import org.eclipse.persistence.internal.expressions.QueryKeyExpression;
import org.eclipse.persistence.mappings.CollectionMapping;
import org.eclipse.persistence.queries.ReadAllQuery;
import org.synctoasync.model.OrderTerm;

/**
 * The order that a mapping declares by {@code @OrderColumn} or {@code @OrderBy}. An order by {@code @OrderBy} ends
 * before the first attribute that cursors do not support.
 */
final class NaturalOrder {
    private NaturalOrder() {}

    static List<OrderTerm> of(CollectionMapping mapping, Attributes attributes) {
        if (mapping.getListOrderField() != null) {
            return List.of(new OrderTerm(List.of(), false));
        }
        List<OrderTerm> order = new ArrayList<>();
        if (mapping.getSelectionQuery() instanceof ReadAllQuery all && all.hasOrderByExpressions()) {
            Class<?> element = mapping.getReferenceDescriptor().getJavaClass();
            for (Expression by : all.getOrderByExpressions()) {
                OrderTerm criterion = criterion(by);
                if (criterion.path().isEmpty() || !CursorValues.know(attributes.type(element, criterion.path()))) {
                    break;
                }
                order.add(criterion);
            }
        }
        return order;
    }

    private static OrderTerm criterion(Expression by) {
        boolean isDescending = false;
        Expression column = by;
        while (column instanceof FunctionExpression function) {
            isDescending |= function.getOperator().getSelector() == ExpressionOperator.Descending;
            column = function.getBaseExpression();
        }
        LinkedList<String> path = new LinkedList<>();
        while (column instanceof QueryKeyExpression attribute) {
            path.addFirst(attribute.getName());
            column = attribute.getBaseExpression();
        }
        return new OrderTerm(path, isDescending);
    }
}
