package org.synctoasync.graphql;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns of fields that send a statement for each row, in the log, once for each field.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class RowByRow {
    private static final System.Logger LOG = System.getLogger(RowByRow.class.getName());

    /** So many statements are more than levels, long lists of keys and sets of arguments need. */
    private static final int MANY = 10;

    private final String query;
    private final String mutation;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    RowByRow(GraphQLSchema schema) {
        query = prefix(schema.getQueryType());
        mutation = prefix(schema.getMutationType());
    }

    /**
     * Looks at one request.
     *
     * @param statements how many each field's resolver or loader's batches have sent
     */
    void warn(Map<String, Integer> statements) {
        statements.forEach((field, count) -> {
            if (count >= MANY && !field.startsWith(mutation) && warned.add(field)) {
                LOG.log(
                        Level.WARNING,
                        field + " caused " + count + " statements in one operation, expected 1; " + remedy(field)
                                + ". This is told once.");
            }
        });
    }

    private String remedy(String field) {
        String lazy = "map the associations of what it reads as lazy";
        if (field.startsWith(RequestLoaders.PREFIX)) {
            return lazy;
        }
        return field.startsWith(query)
                ? lazy + ", or have its query fetch them"
                : "give its method a parameter DataLoader<K, V>, or annotate one @Batch(\"" + field
                        + "\") that is called once for all objects";
    }

    /** A mutation may write row by row. */
    private static String prefix(@Nullable GraphQLObjectType root) {
        return root == null ? "-" : root.getName() + ".";
    }
}
