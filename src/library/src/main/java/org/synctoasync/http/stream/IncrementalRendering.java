package org.synctoasync.http.stream;

import graphql.ExecutionResult;
import graphql.incremental.DeferPayload;
import graphql.incremental.DelayedIncrementalPartialResult;
import graphql.incremental.IncrementalPayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.request.IncrementalFormat;

/**
 * Renders the parts of a response in the negotiated format.
 *
 * <p><b>Threading:</b> immutable.
 */
record IncrementalRendering(IncrementalFormat format) {
    /** The first part. */
    Map<String, Object> first(ExecutionResult answer, boolean hasNext) {
        Map<String, Object> told = AnswerWriter.map(ErrorCodes.added(answer));
        if (format == IncrementalFormat.INCREMENTAL_SPEC && hasNext) {
            told.put("pending", List.of()); // the engine reports a fragment only when it is ready
        }
        told.put("hasNext", hasNext);
        return told;
    }

    /**
     * A further part.
     *
     * @param number the index of the part, from 0
     */
    Map<String, Object> next(DelayedIncrementalPartialResult part, int number) {
        List<Map<String, Object>> items = new ArrayList<>();
        List<IncrementalPayload> given = part.getIncremental() == null ? List.of() : part.getIncremental();
        given.forEach(item -> items.add(item(item)));
        Map<String, Object> told = told(items, number);
        if (part.getExtensions() != null) {
            told.put("extensions", part.getExtensions());
        }
        told.put("hasNext", part.hasNext());
        return told;
    }

    /** The replacement for a part that cannot be sent; it is the last part. */
    Map<String, Object> untold(Object errors, int number) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("data", null);
        item.put("path", List.of());
        item.put("errors", errors);
        Map<String, Object> told = told(List.of(item), number);
        told.put("hasNext", false);
        return told;
    }

    private Map<String, Object> told(List<Map<String, Object>> items, int number) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (format == IncrementalFormat.DEFER_SPEC) {
            told.put("incremental", items);
        } else {
            completed(items, number, told);
        }
        return told;
    }

    private static Map<String, Object> item(IncrementalPayload item) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("data", item instanceof DeferPayload deferred ? deferred.getData() : null);
        told.put("path", item.getPath());
        if (item.getLabel() != null) {
            told.put("label", item.getLabel());
        }
        if (item.getErrors() != null && !item.getErrors().isEmpty()) {
            told.put(
                    "errors",
                    AnswerWriter.errors(ExecutionResult.newExecutionResult()
                            .errors(item.getErrors())
                            .build()));
        }
        return told;
    }

    /**
     * Adds the entries of {@code INCREMENTAL_SPEC}. A fragment without data is completed with its errors, and has no
     * entry in {@code incremental}.
     */
    private static void completed(List<Map<String, Object>> items, int number, Map<String, Object> told) {
        List<Map<String, Object>> pending = new ArrayList<>();
        List<Map<String, Object>> incremental = new ArrayList<>();
        List<Map<String, Object>> completed = new ArrayList<>();
        for (Map<String, Object> item : items) {
            String id = number + (pending.isEmpty() ? "" : "." + pending.size());
            pending.add(with(id, item, "path", "label"));
            if (item.get("data") != null) {
                incremental.add(with(id, item, "data", "errors"));
                completed.add(Map.of("id", id));
            } else {
                completed.add(with(id, item, "errors"));
            }
        }
        told.put("pending", pending);
        if (!incremental.isEmpty()) {
            told.put("incremental", incremental);
        }
        told.put("completed", completed);
    }

    private static Map<String, Object> with(String id, Map<String, Object> item, String... keys) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", id);
        for (String key : keys) {
            Object value = item.get(key);
            if (value != null) {
                told.put(key, value);
            }
        }
        return told;
    }
}
