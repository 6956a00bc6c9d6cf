package org.synctoasync.jpa;

import jakarta.persistence.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.queries.DatabaseQuery;

/**
 * Collects the values of a statement that come from a request. Each value is a bind parameter; no value is part of the
 * statement's text.
 *
 * <p><b>Threading:</b> used by one thread for one statement.
 */
final class Bindings {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a value and returns its parameter. */
    Expression bind(Expression beside, Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return beside.getBuilder().getParameter(name);
    }

    void declare(DatabaseQuery query) {
        values.keySet().forEach(name -> query.addArgument(name, Object.class));
    }

    void set(Query statement) {
        values.forEach(statement::setParameter);
    }
}
