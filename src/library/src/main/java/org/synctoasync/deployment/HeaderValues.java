package org.synctoasync.deployment;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the values of settings that go into HTTP headers, or are compared with them. */
final class HeaderValues {
    private HeaderValues() {}

    /** A value of {@code WWW-Authenticate} (RFC 9110, section 11.6.1), or none. */
    static Optional<String> challenge(String value) {
        if (!value.matches("[\\x20-\\x7e]+")) {
            throw new IllegalArgumentException(value);
        }
        return value.equals("none") ? Optional.empty() : Optional.of(value);
    }

    /** Values of {@code Origin} (RFC 6454, section 6.2), or none. */
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
        return value;
    }
}
