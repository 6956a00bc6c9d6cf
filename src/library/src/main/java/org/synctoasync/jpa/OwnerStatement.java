package org.synctoasync.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ReportQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value for each of many owners, or for all rows of an entity, by one statement. Long lists of owners are
 * split.
 *
 * @param rows the rows to read
 * @param reading reads for some owners and puts the results under their ids
 * @param <V> the type of the value for each owner
 */
record OwnerStatement<V>(MappedRows rows, BiConsumer<OwnerStatement.Owners, Map<Object, V>> reading) {
    private static final Object NOBODY = "nobody";

    @SuppressWarnings("unchecked") // MappedRows creates the keys with this class
    static Class<Object> keyType(MappedRows rows) {
        EntityKey owner = rows.ownerKey();
        return (Class<Object>) (owner == null ? String.class : owner.type());
    }

    List<@Nullable V> load(List<Object> keys, V nothing) {
        EntityKey owner = rows.ownerKey();
        Map<Object, V> found = new HashMap<>();
        if (owner == null) {
            reading.accept(new Owners(rows.entities(), null, null, List.of()), found);
            return keys.stream()
                    .<@Nullable V>map(key -> found.getOrDefault(NOBODY, nothing))
                    .toList();
        }
        KeyCriterion criterion = KeyCriterion.on(owner.session().getPlatform(), owner.classes());
        List<Object> ids = keys.stream().map(owner::internal).toList();
        List<Object[]> parts = ids.stream().map(EntityKey::parts).toList();
        for (int from = 0; from < parts.size(); from += criterion.most()) {
            List<Object[]> some = parts.subList(from, Math.min(from + criterion.most(), parts.size()));
            reading.accept(new Owners(rows.entities(), owner, criterion, some), found);
        }
        return ids.stream()
                .<@Nullable V>map(id -> found.getOrDefault(id, nothing))
                .toList();
    }

    /**
     * The owners of one statement.
     *
     * @param key the id of the owners; null if all rows are read
     * @param criterion how the ids are passed to the statement
     * @param ids the values of the ids' columns
     */
    record Owners(
            EntityManager entities,
            @Nullable EntityKey key,
            @Nullable KeyCriterion criterion,
            List<Object[]> ids) {
        boolean areMany() {
            return ids.size() > 1;
        }

        /** Returns the condition that the columns contain one of the ids; null if all rows are read. */
        @Nullable Expression condition(List<Expression> columns) {
            return criterion == null ? null : criterion.condition(columns, criterion.places(ids.size()));
        }

        /** Returns the id at the beginning of a row. */
        Object of(@Nullable Object[] columns) {
            return key == null ? NOBODY : key.ofRow(columns);
        }

        /** Sends a query and returns its rows. */
        List<@Nullable Object[]> send(ReportQuery query, Bindings bindings, int most) {
            query.setShouldReturnWithoutReportQueryResult(true);
            List<String> parameters =
                    criterion == null ? List.of() : criterion.parameters(criterion.places(ids.size()));
            parameters.forEach(parameter -> query.addArgument(parameter, Object.class));
            bindings.declare(query);
            Query statement = entities.unwrap(JpaEntityManager.class).createQuery((DatabaseQuery) query);
            List<Object> values = criterion == null ? List.of() : criterion.values(ids);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setParameter(parameters.get(i), values.get(i));
            }
            bindings.set(statement);
            if (most != Integer.MAX_VALUE) {
                statement.setMaxResults(most);
            }
            List<@Nullable Object[]> found = new ArrayList<>();
            for (Object row : statement.getResultList()) {
                found.add(row instanceof Object[] columns ? columns : new Object[] {row});
            }
            return found;
        }
    }
}
