package org.synctoasync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics as strictly as a scraper may (Prometheus, "Exposition formats", version 0.0.4): each line is a sample
 * or describes a family; families do not mix; histograms add up.
 */
final class Samples {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-z_]+) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-z_]+)(\\{[a-z]+=\"[^\"\\\\\\n]*\"(?:,[a-z]+=\"[^\"\\\\\\n]*\")*})? (\\d+(?:\\.\\d+)?(?:E[-+]?\\d+)?)");
    private static final Pattern BUCKET = Pattern.compile("([a-z_]+)_bucket\\{(.*?),?le=\"([^\"]+)\"}");

    private final Map<String, String> types = new HashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private String family = "";

    private Samples() {}

    /** The samples by name and labels, as they are written. */
    static Map<String, Double> of(String text) {
        assertThat(text).endsWith("\n");
        Samples samples = new Samples();
        text.lines().forEach(samples::read);
        samples.checkCounters();
        samples.checkHistograms();
        return samples.values;
    }

    private void read(String line) {
        Matcher meta = META.matcher(line);
        if (!meta.matches()) {
            sample(line);
        } else if (meta.group(1).equals("TYPE")) {
            family = meta.group(2);
            assertThat(types.put(family, meta.group(3))).as(line).isNull();
            assertThat(meta.group(3)).as(line).isIn("counter", "gauge", "histogram");
        }
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        List<String> suffixes = isHistogram(family) ? List.of("_bucket", "_sum", "_count") : List.of("");
        assertThat(suffixes).as(line).anyMatch(suffix -> sample.group(1).equals(family + suffix));
        String key = line.substring(0, line.lastIndexOf(' '));
        assertThat(values.put(key, Double.valueOf(sample.group(3)))).as(line).isNull();
    }

    private boolean isHistogram(String name) {
        return "histogram".equals(types.get(name));
    }

    private void checkCounters() {
        types.forEach(
                (name, type) -> assertThat(type.equals("counter")).as(name).isEqualTo(name.endsWith("_total")));
    }

    /** Checks that the counts of each histogram do not decrease and end with the total count. */
    private void checkHistograms() {
        Map<String, TreeMap<Double, Double>> histograms = new HashMap<>();
        values.forEach((key, value) -> {
            Matcher bucket = BUCKET.matcher(key);
            if (bucket.matches()) {
                String labels = bucket.group(2).isEmpty() ? "" : "{" + bucket.group(2) + "}";
                Double limit = Double.valueOf(bucket.group(3).replace("+Inf", "Infinity"));
                histograms
                        .computeIfAbsent(bucket.group(1) + "_count" + labels, all -> new TreeMap<>())
                        .put(limit, value);
            }
        });
        histograms.forEach((count, buckets) -> {
            assertThat(List.copyOf(buckets.values())).as(count).isSorted();
            assertThat(buckets.get(Double.POSITIVE_INFINITY))
                    .as(count)
                    .isNotNull()
                    .isEqualTo(values.get(count));
        });
    }
}
