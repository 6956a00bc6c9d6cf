package org.synctoasync.jpa;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.CollectionMapping;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.OrderTerm;

/**
 * The source from which a statement reads rows. If the rows' own table contains the owner's id, only that table is
 * read. Otherwise the owner's table is joined.
 *
 * <p><b>Threading:</b> used by one thread for one statement.
 *
 * @param from the class at which the statement begins
 * @param base the expression at which the statement begins
 * @param row the expression of the row
 * @param owner the columns of the owner's id; empty if all rows are read
 * @param isOwnTable whether the statement begins at {@code row}
 */
record RowSource(Class<?> from, ExpressionBuilder base, Expression row, List<Expression> owner, boolean isOwnTable) {
    static RowSource of(EntityKey element, @Nullable OwnerRows owner) {
        List<DatabaseField> foreign = owner == null ? List.of() : owner.foreignKey();
        if (owner == null || foreign != null) {
            ExpressionBuilder base = new ExpressionBuilder(element.descriptor().getJavaClass());
            return new RowSource(element.descriptor().getJavaClass(), base, base, fields(base, foreign), true);
        }
        Class<?> from = owner.key().descriptor().getJavaClass();
        ExpressionBuilder base = new ExpressionBuilder(from);
        return new RowSource(
                from, base, owner.valueOf(base), fields(base, owner.key().columns()), false);
    }

    /** Returns the columns of the order: the requested terms, then the id. */
    List<OrderColumn> terms(
            List<OrderTerm> order, EntityKey element, Attributes attributes, @Nullable OwnerRows owner) {
        List<DatabaseField> id = element.columns();
        return Stream.concat(
                        order.stream().map(by -> term(by, element, attributes, owner)),
                        IntStream.range(0, id.size())
                                .mapToObj(i -> new OrderColumn(
                                        id.get(i).getName(),
                                        row.getField(id.get(i)),
                                        element.classes().get(i),
                                        false,
                                        false)))
                .toList();
    }

    private OrderColumn term(OrderTerm by, EntityKey element, Attributes attributes, @Nullable OwnerRows owner) {
        if (by.path().isEmpty() && owner != null && owner.mapping() instanceof CollectionMapping list) {
            DatabaseField position = list.getListOrderField();
            Expression column = isOwnTable ? row.getField(position) : row.index();
            return new OrderColumn(position.getName(), column, Integer.class, true, by.isDescending());
        }
        Class<?> entity = element.descriptor().getJavaClass();
        return new OrderColumn(
                String.join(".", by.path()),
                Conditions.column(row, by.path()),
                attributes.type(entity, by.path()),
                attributes.isNullable(entity, by.path()),
                by.isDescending());
    }

    private static List<Expression> fields(Expression base, @Nullable List<DatabaseField> fields) {
        return fields == null
                ? List.of()
                : fields.stream().<Expression>map(base::getField).toList();
    }
}
