package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Set;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.SelectedAttributes;
import org.synctoasync.model.UnsentQueries;

/**
 * Sends a query that also reads the entities to which its rows refer and which the request selects. It uses outer
 * joins: each adds no row and saves one statement.
 *
 * <p>An association is joined if a column of the row refers to the entity by its whole id, and if the request selects
 * more of the entity than this id. The same rule applies to the associations of a joined entity. An entity with
 * subclasses is not joined, because the join would include the subclasses' tables.
 *
 * <p><b>Threading:</b> stateless; called on the thread of a resolver, in its transaction.
 */
@ApplicationScoped
public class JoinedQueries implements UnsentQueries {
    @Override
    public boolean isQuery(Class<?> type) {
        return type == TypedQuery.class;
    }

    @Override
    public List<? extends @Nullable Object> rows(Object query, SelectedAttributes selected) {
        TypedQuery<?> typed = (TypedQuery<?>) query;
        JpaQuery<?> own = typed.unwrap(JpaQuery.class);
        if (own.getDatabaseQuery() instanceof ObjectLevelReadQuery rows
                && !rows.isReportQuery()
                && rows.isExpressionQuery()) {
            AbstractSession session = (AbstractSession) own.getEntityManager().getActiveSession();
            join(typed, "row.", session.getDescriptor(rows.getReferenceClass()), selected);
        }
        return typed.getResultList();
    }

    private static void join(
            TypedQuery<?> query, String prefix, ClassDescriptor descriptor, SelectedAttributes selected) {
        selected.attributes().forEach((name, below) -> {
            DatabaseMapping mapping = descriptor.getMappingForAttributeName(name);
            if (mapping != null && isJoined(mapping, below)) {
                query.setHint(QueryHints.LEFT_FETCH, prefix + name);
                join(query, prefix + name + ".", mapping.getReferenceDescriptor(), below);
            }
        });
    }

    private static boolean isJoined(DatabaseMapping mapping, SelectedAttributes below) {
        return OwnerRows.isForeignKey(mapping)
                && !mapping.getReferenceDescriptor().hasInheritance()
                && !isKnown(mapping.getReferenceDescriptor(), below.names());
    }

    /** Whether the column that refers to an entity contains everything that the request selects of the entity. */
    private static boolean isKnown(ClassDescriptor target, Set<String> names) {
        List<DatabaseMapping> ids = target.getObjectBuilder().getPrimaryKeyMappings();
        return ids.size() == 1
                && names.stream()
                        .allMatch(name -> name.equals(ids.get(0).getAttributeName())
                                && ids.get(0).isDirectToFieldMapping());
    }
}
