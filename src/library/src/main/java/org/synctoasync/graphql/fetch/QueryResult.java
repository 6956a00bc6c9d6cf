package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.SelectedField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.SelectedAttributes;
import org.synctoasync.model.UnsentQueries;

/**
 * Makes the field's value from a query that a resolver returns: rows that have the attributes that the request selects.
 *
 * <p><b>Threading:</b> immutable; used on the resolver's thread.
 */
final class QueryResult implements ResultReader {
    private final UnsentQueries queries;
    private final String field;
    private final boolean many;
    private final Predicate<FieldCoordinates> isJoinable;

    /**
     * Makes a reader.
     *
     * @param field the field, for messages
     * @param many whether the field's type is a list
     * @param isJoinable whether a field is fetched from an attribute that may be joined
     */
    QueryResult(UnsentQueries queries, String field, boolean many, Predicate<FieldCoordinates> isJoinable) {
        this.queries = queries;
        this.field = field;
        this.many = many;
        this.isJoinable = isJoinable;
    }

    @Override
    public @Nullable Object read(@Nullable Object query, DataFetchingEnvironment environment) {
        if (query == null) {
            return null;
        }
        List<? extends @Nullable Object> rows =
                queries.rows(query, selected(environment.getSelectionSet().getImmediateFields()));
        if (many) {
            return rows;
        }
        if (rows.size() > 1) {
            throw new IllegalStateException("The query of " + field + " gives " + rows.size()
                    + " rows, and the field has one value; make its type a list, or the condition unique");
        }
        return rows.isEmpty() ? null : rows.get(0);
    }

    private SelectedAttributes selected(List<SelectedField> fields) {
        Set<String> names = new HashSet<>();
        Map<String, SelectedAttributes> attributes = new HashMap<>();
        for (SelectedField each : fields) {
            if (!each.getName().equals("__typename")) {
                names.add(each.getName());
            }
            if (isJoinable(each)) {
                attributes.merge(
                        each.getName(), selected(each.getSelectionSet().getImmediateFields()), SelectedAttributes::and);
            }
        }
        return new SelectedAttributes(names, attributes);
    }

    private boolean isJoinable(SelectedField each) {
        List<String> types = each.getObjectTypeNames();
        return types.size() == 1 && isJoinable.test(FieldCoordinates.coordinates(types.get(0), each.getName()));
    }
}
