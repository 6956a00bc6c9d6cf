package org.synctoasync.graphql;

import graphql.ExecutionResult;
import graphql.schema.GraphQLSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Statistics;

/**
 * What a request has cost, as its answer tells it: {@code extensions.syncToAsync}. What costs too much is in the log as well.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
final class Costs {
    private static final String KEY = "syncToAsync";

    private final RowByRow rowByRow;

    Costs(GraphQLSchema schema) {
        this.rowByRow = new RowByRow(schema);
    }

    /** Adds the costs to the extensions that the answer has already. */
    ExecutionResult addTo(ExecutionResult answer, Statistics statistics) {
        rowByRow.warn(statistics.statementsOf());
        Map<Object, Object> extensions = new LinkedHashMap<>();
        @Nullable Map<Object, Object> others = answer.getExtensions();
        if (others != null) {
            extensions.putAll(others);
        }
        extensions.put(KEY, of(statistics));
        return answer.transform(builder -> builder.extensions(extensions));
    }

    private static Map<String, Object> of(Statistics statistics) {
        Map<String, Object> costs = new LinkedHashMap<>();
        costs.put("hops", statistics.hops());
        costs.put("calls", statistics.calls());
        costs.put("parallel", statistics.parallel());
        costs.put("statements", statistics.statements());
        costs.put("statementsOf", statistics.statementsOf());
        costs.put("batches", statistics.batches().stream().map(Costs::of).toList());
        costs.put("laneWaitMillis", millis(statistics.waitNanos()));
        costs.put("laneMillis", millis(statistics.laneNanos()));
        return costs;
    }

    private static Map<String, Object> of(Statistics.Batch batch) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("loader", batch.loader());
        told.put("keys", batch.keys());
        return told;
    }

    /** To a microsecond. */
    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
