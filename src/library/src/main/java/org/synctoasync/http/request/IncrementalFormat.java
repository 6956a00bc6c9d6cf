package org.synctoasync.http.request;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The format of the parts of a response. The drafts of incremental delivery have defined two formats.
 *
 * <p><b>Threading:</b> immutable.
 */
public enum IncrementalFormat {
    /** The format of August 2022: each part has the path of its fragment. Apollo Client 3, Relay and urql read it. */
    DEFER_SPEC("deferSpec", "20220824"),

    /**
     * The format of pull request 1110 of the specification: fragments are announced, delivered and completed by an id.
     * Apollo Client 4 reads it.
     */
    INCREMENTAL_SPEC("incrementalSpec", "v0.2");

    private final String parameter;
    private final String version;
    private final String name;

    IncrementalFormat(String parameter, String version) {
        this.parameter = parameter;
        this.version = version;
        this.name = parameter.toLowerCase(Locale.ROOT);
    }

    /**
     * The format that the parameters of a media type request. The parameters must be in lower case. Without a format,
     * the older one is used; null if the requested format is unknown.
     */
    static @Nullable IncrementalFormat of(Map<String, String> parameters) {
        return Stream.of(values())
                .filter(format -> format.version.equals(parameters.get(format.name)))
                .findFirst()
                .orElse(
                        Stream.of(values()).noneMatch(format -> parameters.containsKey(format.name))
                                ? DEFER_SPEC
                                : null);
    }

    /** The media type's parameter that names this format. */
    public String parameter() {
        return parameter + "=" + version;
    }
}
