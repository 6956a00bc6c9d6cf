package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.RunsOn;

/** Tests many clients, and clients that disconnect, on each server with the product's default settings. */
@RunsOn.PostgreSql
class ClientsIT extends SlowTest {
    @Deployment
    static WebArchive product() {
        return product(ClientsIT.class);
    }

    /** S14: a request that needs no lane is answered while 200 connections are blocked and all lanes are taken. */
    @Test
    void whatNeedsNoLaneIsAnsweredWhileAllAreTaken() throws Exception {
        Gate gate = SlowResolvers.newGate();
        List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            blocked.add(http().postLater("{ pass }"));
        }
        int lanesTaken = lanes.limits().lanes();
        gate.await(lanesTaken);
        Eventually.holds("waiting for a lane", lanes::waiting, 200 - lanesTaken);
        assertThat(http().postQuery("{ __typename }").body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(http().getQuery("{ __typename }").body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(blocked).noneMatch(CompletableFuture::isDone);
        gate.open();
        for (CompletableFuture<HttpResponse<String>> each : blocked) {
            assertThat(each.get().body()).isEqualTo("{\"data\":{\"pass\":true}}");
        }
    }

    /** S44: when a client closes its connection, its running statement ends and its lane is released. */
    @Test
    void theStatementOfAClientThatLeavesEnds() throws Exception {
        http().postAndLeave("{ sleep }", () -> awaitSleeps(1));
    }

    /** S44: the same happens when the connection is reset and not closed. */
    @Test
    void theStatementOfAClientThatIsCutOffEnds() throws Exception {
        http().postAndCutOff("{ sleep }", () -> awaitSleeps(1));
    }

    /** S44: the writes of a request are rolled back when its client disconnects. */
    @Test
    void whatAClientThatLeavesHasWrittenIsRolledBack() throws Exception {
        http().postAndLeave("mutation { renameAndSleep(id: 5, name: \"Left\") }", () -> awaitSleeps(1));
        awaitEnd();
        assertThat(database.count("SELECT COUNT(*) FROM book WHERE name = 'Left'"))
                .isZero();
    }

    /** S44: when a client disconnects while its request waits for a lane, the request leaves the queue. */
    @Test
    void aClientThatLeavesTheLineIsForgotten() throws Exception {
        Gate gate = SlowResolvers.newGate();
        List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
        for (int i = 0; i < lanes.limits().lanes(); i++) {
            blocked.add(http().postLater("{ pass }"));
        }
        gate.await(blocked.size());
        SlowResolvers.takeTouches();
        http().postAndLeave("{ touch }", () -> Eventually.holds("waiting for a lane", lanes::waiting, 1));
        Eventually.holds("waiting for a lane", lanes::waiting, 0);
        assertThat(blocked).noneMatch(CompletableFuture::isDone);
        gate.open();
        for (CompletableFuture<HttpResponse<String>> each : blocked) {
            assertThat(each.get().statusCode()).isEqualTo(200);
        }
        awaitEnd();
        assertThat(SlowResolvers.takeTouches()).isZero();
    }

    private void awaitSleeps(long count) throws Exception {
        Eventually.holds("busy sessions", database::busySessions, count);
    }
}
