package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.RunsOn;

/** Tests concurrent requests on each server, with few lanes. */
@RunsOn.H2
class BoundsIT extends SlowTest {
    private static final String PASSED = "{\"data\":{\"pass\":true}}";

    @Deployment
    static WebArchive product() {
        return product(
                BoundsIT.class,
                "synctoasync.max-lanes=4",
                "synctoasync.max-waiting-requests=10",
                "synctoasync.watchdog=500");
    }

    /** S13: a blocked request does not delay another one, which has its own thread. */
    @Test
    void aBlockedRequestDelaysNoOther() throws Exception {
        Gate gate = SlowResolvers.newGate();
        CompletableFuture<HttpResponse<String>> blocked = http().postLater("{ thread pass }");
        gate.await(1);
        HttpResponse<String> other = http().postQuery("{ thread }");
        assertThat(blocked).isNotDone();
        gate.open();
        assertThat(data(other).get("thread"))
                .isNotNull()
                .isNotEqualTo(data(blocked.get()).get("thread"));
    }

    /** S19: of 50 requests, 4 have a lane, 10 wait for one, and 36 are rejected while these 10 still wait. */
    @Test
    void requestsBeyondTheBoundsAreRefusedAtOnce() throws Exception {
        Gate gate = SlowResolvers.newGate();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(http().postLater("{ pass }"));
        }
        Eventually.holds("answered", () -> done(answers).size(), 36);
        gate.await(4);
        assertThat(lanes.running()).isEqualTo(4);
        assertThat(lanes.waiting()).isEqualTo(10);
        assertThat(done(answers)).allSatisfy(refused -> {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(Http.json(refused)).containsOnlyKeys("errors");
        });
        gate.open();
        Eventually.holds("answered", () -> done(answers).size(), 50);
        assertThat(done(answers))
                .extracting(HttpResponse::body)
                .filteredOn(PASSED::equals)
                .hasSize(14);
    }

    /**
     * S19: an application is not ready while all its lanes are taken and its queue is three quarters full, but it
     * remains live.
     */
    @Test
    void itIsNotReadyWhileItsLineIsLong() throws Exception {
        Gate gate = SlowResolvers.newGate();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int waiting = 7; waiting <= 8; waiting++) {
            while (answers.size() < 4 + waiting) {
                answers.add(http().postLater("{ pass }"));
            }
            Eventually.holds("waiting", lanes::waiting, waiting);
            HttpResponse<String> ready = http().get("health/ready");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(waiting == 7 ? 200 : 503);
            assertThat(ready.body()).contains("\"waiting\":" + waiting);
            assertThat(http().get("health/live").statusCode()).isEqualTo(200);
        }
        gate.open();
        Eventually.holds("answered", () -> done(answers).size(), answers.size());
        assertThat(http().get("health/ready").statusCode()).isEqualTo(200);
    }

    /**
     * S16: two resolvers of one request that wait for each other do not hang. One of them gets an error that names
     * both.
     */
    @Test
    void whatWouldDeadlockIsRefused() throws Exception {
        Map<String, Object> answer = http().query("{ ping pong }");
        assertThat(answer.get("data")).asString().isEqualTo("{ping=pong, pong=null}");
        assertThat(answer.get("errors"))
                .asString()
                .contains("Query.ping", "Query.pong", "path=[pong]", "code=DEADLOCK");
    }

    private static List<HttpResponse<String>> done(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private static Map<?, ?> data(HttpResponse<String> answer) throws Exception {
        return (Map<?, ?>) Http.json(answer).get("data");
    }
}
