package org.synctoasync.graphql.operation;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Statistics;
import org.synctoasync.graphql.type.RootTypes;

/**
 * Logs a warning, once for each field, about resolvers that repeat the same statement in one request: for each object
 * of a list, although one statement for all objects would be enough.
 *
 * <p><b>Threading:</b> called by the thread that ends a request. Any thread may use it.
 */
public final class RepeatedStatements {
    /** The number of times that one statement may be sent: one or two objects with a statement each need no batch. */
    private static final int TOLERATED = 2;

    private static final System.Logger LOG = System.getLogger(RepeatedStatements.class.getName());
    private static final String GETTERS = "";

    private final GraphQLSchema schema;
    private final Set<FieldCoordinates> batched;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Makes a detector.
     *
     * @param batched the fields that batch methods resolve
     */
    public RepeatedStatements(GraphQLSchema schema, Set<FieldCoordinates> batched) {
        this.batched = Set.copyOf(batched);
        this.schema = schema;
    }

    /** Checks the statements of a request and logs new warnings. */
    void check(Statistics statistics) {
        warnings(statistics).forEach(warning -> LOG.log(Level.WARNING, warning));
    }

    /** Returns the warnings that have not been logged yet. */
    List<String> warnings(Statistics statistics) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (Statistics.Statement statement : statistics.sent()) {
            String sql = statement.sql();
            if (isFetchedForEachObject(statement.field()) && isRead(sql)) {
                String field = statement.field() == null ? GETTERS : statement.field();
                counts.computeIfAbsent(field, known -> new HashMap<>()).merge(sql, 1, Integer::sum);
            }
        }
        List<String> warnings = new ArrayList<>();
        counts.forEach((field, texts) -> texts.forEach((sql, count) -> {
            if (count > TOLERATED && told.add(field)) {
                warnings.add(message(field, count, sql));
            }
        }));
        return warnings;
    }

    /**
     * Whether a field is fetched once for each object. Root fields do not count: the client determines their number.
     * Loaders and batch methods do not count either: they gather their keys.
     */
    private boolean isFetchedForEachObject(@Nullable String field) {
        if (field == null) {
            return true;
        }
        int dot = field.indexOf('.');
        GraphQLObjectType type = dot < 0 ? null : schema.getObjectType(field.substring(0, dot));
        return type != null
                && !RootTypes.of(schema).toList().contains(type)
                && !batched.contains(FieldCoordinates.coordinates(type.getName(), field.substring(dot + 1)));
    }

    private static boolean isRead(String sql) {
        return sql.regionMatches(true, 0, "SELECT", 0, "SELECT".length());
    }

    private static String message(String field, int count, String sql) {
        return field.equals(GETTERS)
                ? "Getters of entities have caused " + count + " statements in one operation, expected 1: " + sql
                        + ". Make the attribute lazy and leave its field to SyncToAsync, or add a method annotated @Batch."
                : field + " has caused " + count + " statements in one operation, expected 1: " + sql
                        + ". Leave the field to SyncToAsync if it is an attribute of the entity, return a loader's future, or"
                        + " annotate the method @Batch(\"" + field + "\").";
    }
}
