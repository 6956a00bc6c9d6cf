package org.synctoasync.jpa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.CollectionMapping;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.mappings.ForeignReferenceMapping;
import org.eclipse.persistence.mappings.OneToManyMapping;
import org.eclipse.persistence.mappings.OneToOneMapping;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.queries.ReadAllQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.jspecify.annotations.Nullable;

/**
 * Creates the query for the values of an attribute. Each row contains the owner's id and then the value. The rows are
 * in the order that the attribute declares.
 *
 * <p>If the value's own table contains the owner's id, the query reads only that table. Otherwise it joins the owner's
 * table.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param key the owner's id
 * @param mapping EclipseLink's description of the attribute
 */
record OwnerRows(EntityKey key, DatabaseMapping mapping) {
    ObjectLevelReadQuery query(Function<List<Expression>, Expression> condition) {
        List<DatabaseField> foreign = foreignKey();
        Class<?> from = foreign == null
                ? key.descriptor().getJavaClass()
                : mapping.getReferenceDescriptor().getJavaClass();
        ExpressionBuilder base = new ExpressionBuilder(from);
        Expression value = foreign == null ? valueOf(base) : base;
        ReportQuery rows = new KeptReport(from, base);
        List<Expression> columns = (foreign == null ? key.columns() : foreign)
                .stream().<Expression>map(base::getField).toList();
        columns.forEach(column -> rows.addItem("key" + rows.getItems().size(), column));
        rows.addItem("value", value);
        order(rows, value, foreign != null);
        rows.setSelectionCriteria(condition.apply(columns));
        rows.setShouldReturnWithoutReportQueryResult(true);
        rows.setShouldOuterJoinSubclasses(hasSubclasses());
        rows.setDistinctState(ObjectLevelReadQuery.DONT_USE_DISTINCT); // a list may contain an element twice
        rows.setIsReadOnly(mapping.isAggregateCollectionMapping()); // registered embeddables fail at flush
        return rows;
    }

    private boolean hasSubclasses() {
        return mapping.getReferenceDescriptor() != null
                && mapping.getReferenceDescriptor().hasInheritance();
    }

    Expression valueOf(Expression owner) {
        return mapping.isCollectionMapping()
                ? owner.anyOf(mapping.getAttributeName())
                : owner.get(mapping.getAttributeName());
    }

    private void order(ReportQuery rows, Expression value, boolean isOwnTable) {
        if (!(mapping instanceof CollectionMapping collection)) {
            return;
        }
        DatabaseField position = collection.getListOrderField();
        if (position != null) {
            rows.addOrdering(isOwnTable ? value.getField(position) : value.index());
        } else if (collection.getSelectionQuery() instanceof ReadAllQuery all && all.hasOrderByExpressions()) {
            all.getOrderByExpressions().forEach(by -> rows.addOrdering(by.rebuildOn(value)));
        }
    }

    /** Returns the columns of the value's table that contain the owner's id; null if another table contains it. */
    @Nullable List<DatabaseField> foreignKey() {
        Map<DatabaseField, DatabaseField> byOwnKey = Map.of();
        if (mapping instanceof OneToOneMapping one && isElsewhere(one)) {
            byOwnKey = one.getSourceToTargetKeyFields();
        } else if (mapping instanceof OneToManyMapping many) {
            byOwnKey = many.getTargetForeignKeysToSourceKeys().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        }
        List<DatabaseField> foreign = new ArrayList<>();
        for (DatabaseField column : key.columns()) {
            if (!byOwnKey.containsKey(column)) {
                return null;
            }
            foreign.add(byOwnKey.get(column));
        }
        return foreign;
    }

    private static boolean isElsewhere(OneToOneMapping one) {
        return !one.isForeignKeyRelationship() && one.getRelationTableMechanism() == null;
    }

    /** Whether the owner's row contains the whole id of the entity to which the attribute refers. */
    static boolean isForeignKey(DatabaseMapping mapping) {
        return mapping instanceof OneToOneMapping one
                && one.isForeignKeyRelationship()
                && one.getRelationTableMechanism() == null
                && one.getTargetToSourceKeyFields()
                        .keySet()
                        .equals(Set.copyOf(one.getReferenceDescriptor().getPrimaryKeyFields()));
    }

    /** Whether the attribute is an association that is loaded by separate statements. */
    static boolean isReference(DatabaseMapping mapping) {
        return mapping instanceof ForeignReferenceMapping;
    }
}
