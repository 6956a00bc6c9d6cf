package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;

/** What is left of a request whose time is over, inside each server. */
class DeadlineIT extends ServerTest {
    @Deployment
    static WebArchive product() {
        WebArchive war = Product.forTests(DeadlineIT.class, SlowResolvers.class);
        return Product.configure(Product.extendSchema(war, SlowResolvers.SCHEMA), "synctoasync.deadline=2000");
    }

    @BeforeEach
    void prepareSleep() throws Exception {
        database.prepareSleep();
    }

    /** S43: the answer has what is finished, and an error for what is not; no statement runs on. */
    @Test
    void theAnswerHasWhatIsFinished() throws Exception {
        Map<String, Object> answer = http().query("{ latestBookName sleep getBook(id: 1) { name } }");
        Map<?, ?> data = (Map<?, ?>) answer.get("data");
        assertThat(data.get("latestBookName")).isNotNull();
        assertThat(data.get("getBook")).isEqualTo(Map.of("name", "Pride and Prejudice"));
        assertThat(data.get("sleep")).isNull();
        assertOverdue(answer, "sleep");
        nothingRuns();
    }

    /** S43: a mutation's field that has its own transaction is kept, the unfinished one is rolled back. */
    @Test
    void whatIsUnfinishedIsRolledBack() throws Exception {
        try {
            Map<String, Object> answer = http().query(
                            "mutation { a: rename(id: 5, name: \"In time\") b: renameAndSleep(id: 6, name: \"Late\") }");
            assertThat(answer.get("data")).asString().isEqualTo("{a=true, b=null}");
            assertOverdue(answer, "b");
            nothingRuns();
            assertThat(database.count("SELECT COUNT(*) FROM book WHERE name = 'Late'"))
                    .isZero();
            assertThat(database.count("SELECT COUNT(*) FROM book WHERE name = 'In time'"))
                    .isEqualTo(1);
        } finally {
            database.write("UPDATE book SET name = 'Restored' WHERE id IN (5, 6)");
        }
    }

    /** S43: a resolver that does not return is answered for, and what waits behind it in the lane is dropped. */
    @Test
    void aResolverThatDoesNotReturnIsAnsweredFor() throws Exception {
        Gate gate = SlowResolvers.newGate();
        SlowResolvers.takeTouches();
        Map<String, Object> answer = http().query("{ latestBookName passConnected touch }");
        assertThat(((Map<?, ?>) answer.get("data")).get("latestBookName")).isNotNull();
        assertOverdue(answer, "passConnected", "touch");
        assertThat(lanes.running()).isEqualTo(1);
        gate.open();
        nothingRuns();
        assertThat(SlowResolvers.takeTouches()).isZero();
    }

    /** S43: a request that still waits for a lane at its deadline is told to come again. */
    @Test
    void aRequestThatWaitsForALaneIsAnswered() throws Exception {
        Gate gate = SlowResolvers.newGate();
        List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
        for (int i = 0; i < lanes.limits().lanes(); i++) {
            blocked.add(http().postLater("{ pass }"));
        }
        Eventually.holds("lanes running", lanes::running, blocked.size());
        HttpResponse<String> waited = http().postQuery("{ latestBookName }");
        assertThat(waited.statusCode()).isEqualTo(503);
        assertThat(waited.headers().firstValue("Retry-After")).hasValue("1");
        for (CompletableFuture<HttpResponse<String>> each : blocked) {
            assertOverdue(Http.json(each.get()), "pass");
        }
        gate.open();
        nothingRuns();
    }

    private static void assertOverdue(Map<String, Object> answer, String... fields) {
        assertThat((List<?>) answer.get("errors")).hasSize(fields.length).allSatisfy(error -> {
            assertThat((Map<?, ?>) error).extracting("extensions").isEqualTo(Map.of("code", "DEADLINE_EXCEEDED"));
            assertThat((Map<?, ?>) error)
                    .extracting("path")
                    .asString()
                    .matches("\\[(" + String.join("|", fields) + ")]");
        });
    }

    private void nothingRuns() throws Exception {
        Eventually.holds("lanes running", lanes::running, 0);
        assertThat(lanes.waiting()).isZero();
        assertThat(database.busySessions()).isZero();
    }
}
