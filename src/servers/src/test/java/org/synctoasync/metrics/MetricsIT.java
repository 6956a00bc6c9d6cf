package org.synctoasync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** S47: the costs of requests, in their responses and as metrics. */
@RunsOn.H2
@Timeout(60)
class MetricsIT extends ServerTest {
    private static final String TWO_BOOKS = "{ a: getBook(id: 1) { author } b: getBook(id: 3) { author } }";

    @Deployment
    static WebArchive product() {
        return Product.configure(Product.forTests(MetricsIT.class, Samples.class), "synctoasync.statistics=true");
    }

    /** S47: a response reports its hops, calls, batches and statements. */
    @Test
    void anAnswerTellsItsCosts() throws Exception {
        Map<?, ?> costs = (Map<?, ?>) ((Map<?, ?>) http().query(TWO_BOOKS).get("extensions")).get("syncToAsync");
        assertThat(costs.get("hops")).isEqualTo(1);
        assertThat(costs.get("parallel")).isEqualTo(0);
        assertThat(costs.get("statements")).isEqualTo(2);
        assertThat(costs.get("batches")).hasToString("[{loader=Book, keys=2}, {loader=Author, keys=2}]");
        assertThat((Double) costs.get("laneMillis")).isPositive();
        assertThat((Double) costs.get("laneWaitMillis")).isNotNegative();
    }

    /** S47: a response without a lane reports no costs. */
    @Test
    void anAnswerWithoutALaneTellsNone() throws Exception {
        assertThat(http().query("{ __typename }")).containsOnlyKeys("data");
    }

    /** S47: metrics count each request, its batches and statements, and its outcome. */
    @Test
    void metricsAddUp() throws Exception {
        Map<String, Double> before = scrape();
        http().query(TWO_BOOKS);
        http().query("{ __typename }");
        Map<String, Double> after = scrape();
        after.replaceAll((name, value) -> value - before.getOrDefault(name, 0.0));
        assertThat(after)
                .containsEntry("synctoasync_requests_total{outcome=\"answered\"}", 1.0)
                .containsEntry("synctoasync_requests_total{outcome=\"refused\"}", 0.0)
                .containsEntry("synctoasync_http_responses_total{status=\"200\"}", 2.0)
                .containsEntry("synctoasync_hops_total", 1.0)
                .containsEntry("synctoasync_statements_total", 2.0)
                .containsEntry("synctoasync_batch_keys_count{loader=\"Book\"}", 1.0)
                .containsEntry("synctoasync_batch_keys_sum{loader=\"Book\"}", 2.0)
                .containsEntry("synctoasync_lane_seconds_count", 1.0)
                .containsEntry("synctoasync_lane_wait_seconds_count", 1.0);
        assertThat(scrape())
                .containsEntry("synctoasync_lanes_max", 32.0)
                .containsEntry("synctoasync_lanes_running", 0.0);
    }

    /** S47: a scraper that requests OpenMetrics receives it. */
    @Test
    void openMetricsIsServedToWhoAsks() throws Exception {
        HttpResponse<String> answer = http().with("Accept", "application/openmetrics-text; version=1.0.0, */*;q=0.1")
                .get("/metrics");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(answer.body()).endsWith("\n# EOF\n");
    }

    private Map<String, Double> scrape() throws Exception {
        // A response is sent before its lane is released and its costs are counted
        Eventually.holds("lanes running", lanes::running, 0);
        HttpResponse<String> answer = http().get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return Samples.of(answer.body());
    }
}
