package org.synctoasync.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.Lanes;

/**
 * The metrics of this application, in its own registry, so that applications on one server do not share metrics.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
@ApplicationScoped
class Metrics {
    /** The prefix of all names. */
    static final String PREFIX = "synctoasync_";

    @Inject
    private Lanes lanes;

    @Inject
    private Settings settings;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private @Nullable Counter responses;

    @PostConstruct
    void start() {
        if (isOn()) {
            responses = Counter.builder()
                    .name(PREFIX + "http_responses")
                    .help("Answers of the GraphQL endpoint, by HTTP status; 499: the client left before.")
                    .labelNames("status")
                    .withoutExemplars()
                    .register(registry);
            lanes.observe(new LaneMetrics(registry, lanes));
        }
    }

    /** Whether metrics are kept; if not, no metrics are served. */
    boolean isOn() {
        return settings.get(Setting.METRICS);
    }

    void countResponse(int status) {
        Counter counter = responses;
        if (counter != null) {
            counter.labelValues(String.valueOf(status)).inc();
        }
    }

    /** Returns the format for a scraper. */
    ExpositionFormatWriter format(@Nullable String accept) {
        return formats.findWriter(accept);
    }

    /** Writes the current values of all metrics. */
    void write(ExpositionFormatWriter format, OutputStream out) throws IOException {
        format.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    }
}
