package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.RunsOn;

/** Tests on each server how a request ends at its deadline. */
@RunsOn.Crosswise
class DeadlineIT extends SlowTest {
    @Deployment
    static WebArchive product() {
        return product(DeadlineIT.class, "synctoasync.deadline=2000", "synctoasync.watchdog=1000");
    }

    /**
     * S43: the response has the finished fields, and an error for each unfinished field. No statement keeps running.
     */
    @Test
    void theAnswerHasWhatIsFinished() throws Exception {
        Map<String, Object> answer = http().query("{ latestBookName sleep getBook(id: 1) { name } }");
        Map<?, ?> data = (Map<?, ?>) answer.get("data");
        assertThat(data.get("latestBookName")).isNotNull();
        assertThat(data.get("sleep")).isNull();
        assertThat(data.get("getBook")).isNull(); // its batch would have been sent after the sleep
        assertOverdue(answer, "sleep", "getBook");
    }

    /** S43: a mutation's field with its own transaction is committed, and the unfinished field is rolled back. */
    @Test
    void whatIsUnfinishedIsRolledBack() throws Exception {
        try {
            Map<String, Object> answer = http().query(
                            "mutation { a: rename(id: 5, name: \"In time\") b: renameAndSleep(id: 6, name: \"Late\") }");
            assertThat(answer.get("data")).asString().isEqualTo("{a=true, b=null}");
            assertOverdue(answer, "b");
            awaitEnd();
            assertThat(database.count("SELECT COUNT(*) FROM book WHERE name = 'Late'"))
                    .isZero();
            assertThat(database.count("SELECT COUNT(*) FROM book WHERE name = 'In time'"))
                    .isEqualTo(1);
        } finally {
            database.write("UPDATE book SET name = 'Restored' WHERE id IN (5, 6)");
        }
    }

    /** S43: a response is sent even if a resolver does not return, and the lane drops the calls queued behind it. */
    @Test
    void aResolverThatDoesNotReturnIsAnsweredFor() throws Exception {
        Gate gate = SlowResolvers.newGate();
        SlowResolvers.takeTouches();
        Map<String, Object> answer = http().query("{ latestBookName passConnected touch }");
        assertThat(((Map<?, ?>) answer.get("data")).get("latestBookName")).isNotNull();
        assertOverdue(answer, "passConnected", "touch");
        assertThat(lanes.running()).isEqualTo(1);
        gate.open();
        awaitEnd();
        assertThat(SlowResolvers.takeTouches()).isZero();
    }

    /** S43: a request that still waits for a lane at its deadline is asked to retry. */
    @Test
    void aRequestThatWaitsForALaneIsAnswered() throws Exception {
        SlowResolvers.newGate();
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
    }

    /** S53: a commit in progress at the deadline may succeed, so the client is not asked to repeat the request. */
    @Test
    void aCommitUnderWayIsNoBusyServer() throws Exception {
        Gate gate = SlowResolvers.newGate();
        HttpResponse<String> answer = http().postQuery("{ slowCommit }");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.body()).contains("DEADLINE_EXCEEDED").doesNotContain("try again");
        gate.open();
        awaitEnd();
    }

    private static void assertOverdue(Map<String, Object> answer, String... fields) {
        assertThat((List<?>) answer.get("errors"))
                .extracting(error -> ((Map<?, ?>) error).get("path") + " "
                        + ((Map<?, ?>) ((Map<?, ?>) error).get("extensions")).get("code"))
                .containsExactlyInAnyOrder(Stream.of(fields)
                        .map(field -> "[" + field + "] DEADLINE_EXCEEDED")
                        .toArray(String[]::new));
    }
}
