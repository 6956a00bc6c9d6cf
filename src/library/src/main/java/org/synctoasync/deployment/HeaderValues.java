package org.synctoasync.deployment;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the values of settings that are written into HTTP headers or compared with them. */
public final class HeaderValues {
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    private HeaderValues() {}

    /** Reads a value of {@code WWW-Authenticate} (RFC 9110, section 11.6.1); empty for {@code none}. */
    static Optional<String> challenge(String value) {
        if (!value.matches("[\\x20-\\x7e]+")) {
            throw new IllegalArgumentException(value);
        }
        return value.equals("none") ? Optional.empty() : Optional.of(value);
    }

    /** Reads names of headers; empty for {@code any}. */
    static Optional<Set<String>> headers(String value) {
        if (value.equals("any")) {
            return Optional.empty();
        }
        if (names(value).findAny().isEmpty() || !isListOfNames(value)) {
            throw new IllegalArgumentException(value);
        }
        return Optional.of(names(value).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Whether a text is a list of header names, separated by commas (RFC 9110, sections 5.1 and 5.6). */
    public static boolean isListOfNames(String text) {
        return names(text).allMatch(name -> name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"));
    }

    /** A list may contain empty elements, which are ignored. */
    private static Stream<String> names(String list) {
        return Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** Reads values of {@code Origin} (RFC 6454, section 6.2) as browsers write them; empty for {@code none}. */
    static Set<String> origins(String value) {
        return value.equals("none")
                ? Set.of()
                : Stream.of(value.split(",", -1))
                        .map(String::strip)
                        .map(HeaderValues::origin)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String origin(String value) {
        URI origin = URI.create(value);
        if (origin.getScheme() == null
                || origin.getHost() == null
                || !value.equals(origin.getScheme() + "://" + origin.getAuthority())) {
            throw new IllegalArgumentException(value);
        }
        boolean isDefaultPort =
                Objects.equals(DEFAULT_PORTS.get(origin.getScheme().toLowerCase(Locale.ROOT)), origin.getPort());
        String port = isDefaultPort || origin.getPort() < 0 ? "" : ":" + origin.getPort();
        return (origin.getScheme() + "://" + origin.getHost() + port).toLowerCase(Locale.ROOT);
    }
}
