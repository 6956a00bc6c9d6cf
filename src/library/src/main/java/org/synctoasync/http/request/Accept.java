package org.synctoasync.http.request;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request header {@code Accept} (RFC 9110, section 12.5.1). The most specific range that matches a type determines
 * the quality of the type.
 *
 * <p><b>Threading:</b> immutable.
 */
final class Accept {
    private static final int MOST_RANGES = 100;

    private final String header;

    Accept(@Nullable String header) {
        this.header = header == null || header.isBlank() ? "*/*" : header.toLowerCase(Locale.ROOT);
    }

    /** The type with the highest quality, the first of several; empty if the client accepts none of them. */
    Optional<String> best(String... types) {
        String best = null;
        double most = 0;
        for (String type : types) {
            double quality = quality(type);
            if (quality > most) {
                most = quality;
                best = type;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether the header names the type itself, not only by a wildcard. */
    boolean names(String type) {
        return ranges().anyMatch(range -> range.type().equals(type) && range.quality() > 0);
    }

    /**
     * The parameters of the ranges that name a type, in the order of the header. Ranges with a lower quality than one
     * of the other types are left out.
     */
    Stream<Map<String, String>> parameters(String type, String... others) {
        double least = Stream.of(others).mapToDouble(this::quality).max().orElse(0);
        return ranges().filter(range -> range.type().equals(type) && range.quality() > 0 && range.quality() >= least)
                .map(Range::parameters);
    }

    private double quality(String type) {
        String[] specificFirst = {type, type.substring(0, type.indexOf('/')) + "/*", "*/*"};
        for (String range : specificFirst) {
            Optional<Double> quality = ranges().filter(each -> each.type().equals(range))
                    .map(Range::quality)
                    .max(Double::compare);
            if (quality.isPresent()) {
                return quality.get();
            }
        }
        return 0;
    }

    private Stream<Range> ranges() {
        return Stream.of(header.split(",", MOST_RANGES)).map(Accept::range);
    }

    private record Range(String type, double quality, Map<String, String> parameters) {}

    private static Range range(String text) {
        String[] parts = text.split(";");
        Map<String, String> parameters = new HashMap<>();
        Stream.of(parts).skip(1).map(part -> part.strip().split("=", 2)).forEach(pair -> {
            String value = pair.length == 1 ? "" : pair[1].replace("\"", "");
            parameters.putIfAbsent(pair[0], value);
        });
        String quality = parameters.get("q");
        return new Range(parts.length == 0 ? "" : parts[0].strip(), quality == null ? 1 : weight(quality), parameters);
    }

    /** The value of a weight; 0 if the text is not a weight. */
    private static double weight(String text) {
        return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
    }
}
