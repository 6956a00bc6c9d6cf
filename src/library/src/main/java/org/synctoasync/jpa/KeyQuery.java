package org.synctoasync.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.jpa.JpaEntityManager;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.sessions.DatabaseRecord;
import org.eclipse.persistence.sessions.Session;

/**
 * A query for the rows of many keys. Long lists of keys are split, and each statement text is created once.
 *
 * <p><b>Threading:</b> may be used by any thread; {@link #rows} blocks and belongs on a lane, in its transaction.
 *
 * @param entities the container's EntityManager, which finds the persistence context of the caller's transaction
 * @param criterion how the keys are passed to the statement
 * @param shape creates the query; its argument creates the condition from the columns that contain the key
 * @param prepared the queries created so far, by their number of places
 */
record KeyQuery(
        EntityManager entities,
        KeyCriterion criterion,
        Function<Function<List<Expression>, Expression>, ObjectLevelReadQuery> shape,
        Map<Integer, ObjectLevelReadQuery> prepared) {

    KeyQuery(
            EntityManager entities,
            KeyCriterion criterion,
            Function<Function<List<Expression>, Expression>, ObjectLevelReadQuery> shape) {
        this(entities, criterion, shape, new ConcurrentHashMap<>());
    }

    /** Reads the rows of keys in EclipseLink's form, in the query's order. */
    List<Object> rows(Collection<Object> keys) {
        List<Object> rows = new ArrayList<>();
        List<Object[]> parts = keys.stream().map(EntityKey::parts).toList();
        for (int from = 0; from < parts.size(); from += criterion.most()) {
            rows.addAll(read(parts.subList(from, Math.min(from + criterion.most(), parts.size()))));
        }
        return rows;
    }

    private List<?> read(List<Object[]> keys) {
        JpaEntityManager manager = entities.unwrap(JpaEntityManager.class);
        int places = criterion.places(keys.size());
        ObjectLevelReadQuery query =
                prepared.computeIfAbsent(places, size -> prepare(size, manager.getActiveSession()));
        Query statement = manager.createQuery((ObjectLevelReadQuery) query.clone());
        List<String> parameters = criterion.parameters(places);
        List<Object> values = criterion.values(keys);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setParameter(parameters.get(i), values.get(i));
        }
        return statement.getResultList();
    }

    private ObjectLevelReadQuery prepare(int places, Session session) {
        ObjectLevelReadQuery query = shape.apply(columns -> criterion.condition(columns, places));
        criterion.parameters(places).forEach(parameter -> query.addArgument(parameter, Object.class));
        query.prepareCall(session, new DatabaseRecord());
        if (query instanceof KeptReport report) {
            report.keep();
        }
        return query;
    }
}
