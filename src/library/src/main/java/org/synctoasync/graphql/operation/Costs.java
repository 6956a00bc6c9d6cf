package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Statistics;

/**
 * The costs of a request, as its response reports them in {@code extensions.syncToAsync}.
 *
 * <p><b>Threading:</b> stateless.
 */
final class Costs {
    private static final String KEY = "syncToAsync";

    private Costs() {}

    /** Adds the costs to the response's extensions. Existing extensions stay. */
    static ExecutionResult addTo(ExecutionResult answer, Statistics statistics) {
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
        costs.put("statementsOf", statementsOf(statistics));
        costs.put("batches", statistics.batches().stream().map(Costs::of).toList());
        costs.put("laneWaitMillis", millis(statistics.waitNanos()));
        costs.put("laneMillis", millis(statistics.laneNanos()));
        return costs;
    }

    private static Map<String, Integer> statementsOf(Statistics statistics) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Statistics.Statement statement : statistics.sent()) {
            if (statement.field() != null) {
                counts.merge(statement.field(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static Map<String, Object> of(Statistics.Batch batch) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("loader", batch.loader());
        told.put("keys", batch.keys());
        return told;
    }

    /** Converts nanoseconds to milliseconds, rounded to a microsecond. */
    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
