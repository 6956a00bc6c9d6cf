package org.synctoasync.http.request;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
}
