package org.synctoasync.http.request;

import graphql.ExecutionResult;
import graphql.incremental.DeferPayload;
import graphql.incremental.DelayedIncrementalPartialResult;
import graphql.incremental.IncrementalPayload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.http.answer.AnswerWriter;

/**
 * In which form the parts of an answer are told: the drafts of incremental delivery have had two.
 *
 * <p><b>Threading:</b> immutable.
 */
public enum IncrementalFormat {
    /** Of August 2022: each part has the path of its fragment. Apollo Client 3, Relay and urql read it. */
    DEFER_SPEC("deferSpec", "20220824"),

    /** As in pull request 1110 of the specification: fragments are announced, told and completed by an id. Apollo Client 4 reads it. */
    INCREMENTAL_SPEC("incrementalSpec", "v0.2");

    private final String parameter;
    private final String version;
    private final String name;

    IncrementalFormat(String parameter, String version) {
        this.parameter = parameter;
        this.version = version;
        this.name = parameter.toLowerCase(Locale.ROOT);
    }

    /** The format that the parameters of a media type, in lower case, ask for, the older if none; null if it is not known here. */
    static @Nullable IncrementalFormat of(Map<String, String> parameters) {
        return Stream.of(values())
                .filter(format -> format.version.equals(parameters.get(format.name)))
                .findFirst()
                .orElse(
                        Stream.of(values()).noneMatch(format -> parameters.containsKey(format.name))
                                ? DEFER_SPEC
                                : null);
    }

    /** The media type's parameter that says so. */
    public String parameter() {
        return parameter + "=" + version;
    }

    /** The first part. */
    public Map<String, Object> first(ExecutionResult answer, boolean hasNext) {
        Map<String, Object> told = AnswerWriter.map(ErrorCodes.added(answer));
        if (this == INCREMENTAL_SPEC && hasNext) {
            told.put("pending", List.of()); // the engine tells of a fragment when it is there
        }
        told.put("hasNext", hasNext);
        return told;
    }

    /**
     * A further part.
     *
     * @param number which one it is, from 0
     */
    public Map<String, Object> next(DelayedIncrementalPartialResult part, int number) {
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

    /** What stands for a part that cannot be told: the last. */
    public Map<String, Object> untold(Object errors, int number) {
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
        if (this == DEFER_SPEC) {
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

    /** A fragment without data is completed with its errors, and told nothing of. */
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
