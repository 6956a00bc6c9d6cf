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
 * Tells the log, once for each field, of resolvers that send the same statement again and again in one request: for each
 * object of a list, where one statement for all would do.
 *
 * <p><b>Threading:</b> called by the thread that ends a request; may be used by any.
 */
public final class RepeatedStatements {
    /** How often one text may be sent: an object or two with a statement each need no batch. */
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

    /** Looks at what a request has sent, and warns. */
    void check(Statistics statistics) {
        warnings(statistics).forEach(warning -> LOG.log(Level.WARNING, warning));
    }

    /** The warnings that have not been given yet. */
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

    /** Not a root field, of which there are as many as were asked for; nor a loader or a batch method, which gathers. */
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
