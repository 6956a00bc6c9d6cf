package org.synctoasync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Lanes;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Writer;

/** The metrics that an application reports about its requests. */
@Timeout(30)
class MetricsTest {
    private static final String SCHEMA = """
            type Query {
              metrics: String!
              fails: String
              parallel: String!
              book(id: ID!): Book
              writer(id: ID!): Writer
            }
            type Book { name: String! }
            type Writer { name: String! }
            """;

    /** S47: requests, hops, calls, parallel tasks, statements and batches add up. */
    @Test
    void requestsAddUp() throws Exception {
        try (LocalApplication application = deploy("true")) {
            application.execute("{ a: book(id: 1) { name } b: book(id: 2) { name } writer(id: 7) { name } }");
            application.execute("{ book(id: 3) { name } parallel }");
            application.execute("{ fails }");
            application.execute("{ __typename }");
            assertThat(whenAllHaveEnded(application))
                    .containsEntry("synctoasync_requests_total{outcome=\"answered\"}", 2.0)
                    .containsEntry("synctoasync_requests_total{outcome=\"errors\"}", 1.0)
                    .containsEntry("synctoasync_requests_total{outcome=\"refused\"}", 0.0)
                    .containsEntry("synctoasync_hops_total", 4.0)
                    .containsEntry("synctoasync_calls_total", 4.0)
                    .containsEntry("synctoasync_parallel_tasks_total", 1.0)
                    .containsEntry("synctoasync_statements_total", 2.0)
                    .containsEntry("synctoasync_batch_keys_count{loader=\"Book\"}", 2.0)
                    .containsEntry("synctoasync_batch_keys_sum{loader=\"Book\"}", 3.0)
                    .containsEntry("synctoasync_batch_keys_bucket{loader=\"Book\",le=\"1.0\"}", 1.0)
                    .containsEntry("synctoasync_batch_keys_sum{loader=\"Writer\"}", 1.0)
                    .containsEntry("synctoasync_lane_wait_seconds_count", 3.0)
                    .containsEntry("synctoasync_lane_seconds_count", 3.0);
        }
    }

    /** S47: the numbers of lanes and waiting requests are reported as they are at the moment. */
    @Test
    void lanesAreToldAsTheyAre() throws Exception {
        try (LocalApplication application = deploy("true")) {
            assertThat(Samples.of((String) application.data("{ metrics }").get("metrics")))
                    .containsEntry("synctoasync_lanes_running", 1.0)
                    .containsEntry("synctoasync_lanes_max", 100.0)
                    .containsEntry("synctoasync_requests_waiting", 0.0)
                    .containsEntry("synctoasync_requests_waiting_max", 1000.0);
        }
    }

    /** S47: an application counts only its own requests, even beside another one in the same class loader. */
    @Test
    void applicationsDoNotMeet() throws Exception {
        try (LocalApplication one = deploy("true");
                LocalApplication another = deploy("true")) {
            one.execute("{ parallel }");
            assertThat(whenAllHaveEnded(one)).containsEntry("synctoasync_hops_total", 2.0);
            assertThat(whenAllHaveEnded(another)).containsEntry("synctoasync_hops_total", 0.0);
        }
    }

    /** S47: metrics that are switched off are not recorded. */
    @Test
    void metricsCanBeSwitchedOff() throws Exception {
        try (LocalApplication application = deploy("false")) {
            application.execute("{ parallel }");
            Metrics metrics = application.get(Metrics.class);
            metrics.countResponse(200);
            assertThat(metrics.isOn()).isFalse();
            assertThat(scrape(metrics, null)).isEmpty();
        }
    }

    /** S47: a scraper that requests OpenMetrics gets it, with units. */
    @Test
    void openMetricsIsServedToWhoAsks() throws Exception {
        try (LocalApplication application = deploy("true")) {
            assertThat(scrape(application.get(Metrics.class), "application/openmetrics-text; version=1.0.0"))
                    .contains("# UNIT synctoasync_lane_seconds seconds\n", "# TYPE synctoasync_hops counter\n")
                    .endsWith("\n# EOF\n");
        }
    }

    /** S45, S47: the library creates no thread, which would outlive the application. */
    @Test
    void noThreadIsMade() throws Exception {
        try (LocalApplication application = deploy("true")) {
            application.execute("{ book(id: 1) { name } }");
            whenAllHaveEnded(application);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("prometheus"));
    }

    /** S47: the documentation names exactly the metrics that are served. */
    @Test
    void everyMetricIsDocumented() throws Exception {
        String served;
        try (LocalApplication application = deploy("true")) {
            application.execute("{ book(id: 1) { name } }");
            application.get(Metrics.class).countResponse(200);
            whenAllHaveEnded(application);
            served = scrape(application.get(Metrics.class), null);
        }
        String table = Files.readString(Path.of("docs/guides/observe.md"));
        assertThat(matches("# TYPE (synctoasync_\\w+) \\w+", served))
                .isNotEmpty()
                .isEqualTo(matches("`(synctoasync_\\w+)(?:\\{\\w+})?`", table));
    }

    private static TreeSet<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LocalApplication deploy(String metrics) {
        LocalApplication application = LocalApplication.with(Resolvers.class, Metrics.class)
                .setting("synctoasync.metrics", metrics)
                .deploy(SCHEMA);
        application.get(Metrics.class).isOn(); // as the servlet does when it starts
        return application;
    }

    private static Map<String, Double> whenAllHaveEnded(LocalApplication application) throws Exception {
        assertThat(application.get(Lanes.class).close(Duration.ofSeconds(20))).isZero();
        return Samples.of(scrape(application.get(Metrics.class), null));
    }

    private static String scrape(Metrics metrics, String accept) throws IOException {
        ExpositionFormatWriter format = metrics.format(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metrics.write(format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ApplicationScoped
    static class Resolvers {
        @Inject
        private Metrics metrics;

        @Query
        String metrics() throws IOException {
            return scrape(metrics, null);
        }

        @Query
        String fails() {
            Lane.countStatement("SELECT 1");
            throw new IllegalStateException("meant");
        }

        @Query
        @SyncToAsync(threadSensitive = false)
        String parallel() {
            Lane.countStatement("SELECT 1");
            return "parallel";
        }

        @Query
        CompletableFuture<Book> book(Long id, DataLoader<Long, Book> books) {
            return books.load(id);
        }

        @Query
        CompletableFuture<Writer> writer(Long id, DataLoader<Long, Writer> writers) {
            return writers.load(id);
        }
    }
}
