package org.synctoasync.jpa;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.Condition;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.PageRequest;

/**
 * Counts the rows of many owners by one statement.
 *
 * <p><b>Threading:</b> immutable; {@link #load} blocks and belongs on a lane, in its transaction.
 */
record CountFunction(MappedRows rows, Condition where) implements LoadFunction<Object, Long> {
    @Override
    public String name() {
        return rows.name() + " (count)";
    }

    @Override
    public Class<Object> keyType() {
        return OwnerStatement.keyType(rows);
    }

    @Override
    public List<@Nullable Long> load(List<Object> keys) {
        return new OwnerStatement<>(rows, this::read).load(keys, 0L);
    }

    private void read(OwnerStatement.Owners owners, Map<Object, Long> found) {
        RowSource source = rows.source();
        Bindings bindings = new Bindings();
        ReportQuery query = new ReportQuery(source.from(), source.base());
        for (Expression column : source.owner()) {
            query.addItem("key" + query.getItems().size(), column);
            query.addGrouping(column);
        }
        query.addItem(
                "count",
                source.row().getField(rows.elementKey().columns().get(0)).count());
        Expression owned = owners.condition(source.owner());
        Expression asked = new Conditions(source.row(), bindings).of(where);
        query.setSelectionCriteria(owned == null || asked == null ? (owned == null ? asked : owned) : owned.and(asked));
        query.setDistinctState(ObjectLevelReadQuery.DONT_USE_DISTINCT);
        for (@Nullable Object[] columns : owners.send(query, bindings, PageRequest.ALL)) {
            Number count = (Number) Objects.requireNonNull(columns[columns.length - 1]);
            found.put(owners.of(columns), count.longValue());
        }
    }
}
