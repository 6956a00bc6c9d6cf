package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.RunsOn;

/** Tests on each server that nothing is left of a thousand requests, a fifth of which do not end normally. */
@RunsOn.PostgreSql
class LeaksIT extends SlowTest {
    private static final int REQUESTS = 1000;
    private static final int CLIENTS = 16;
    private static final String NAMES = "{ latestBookName getBook(id: 1) { name author } }";

    private final Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();

    @Deployment
    static WebArchive product() {
        return product(LeaksIT.class, "synctoasync.deadline=2000", "synctoasync.watchdog=1000");
    }

    /** S33: lanes, units of work, transactions and connections are released, however the request ends. */
    @Test
    void nothingIsLeftOfAThousandRequests() throws Exception {
        Http http = http();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                requests.add(() -> request(number, http));
            }
            for (Future<Void> each : clients.invokeAll(requests)) {
                each.get();
            }
        } finally {
            clients.shutdown();
        }
        assertThat(outcomes).hasToString("{answered=800, failed=67, late=66, left=67}");
        awaitEnd();
        assertThat(open()).isEqualTo(Open.NOTHING);
        everyConnectionCanBeHad();
    }

    private Void request(int number, Http http) throws Exception {
        if (number % 5 != 0) {
            note("answered", "\"data\":{\"latestBookName\":\"", http.postQuery(NAMES));
        } else if (number % 15 == 0) { // leaves at once: on its way to a lane, or on it
            http.postAndLeave("{ sleep }", () -> note("left"));
        } else if (number % 15 == 5) {
            String failing = "mutation { renameInVain(id: " + number % 100 + ", name: \"Kept\") }";
            note("failed", "INTERNAL_ERROR", http.postQuery(failing));
        } else {
            note("late", "DEADLINE_EXCEEDED", http.postQuery("{ sleep }"));
        }
        return null;
    }

    private void note(String outcome, String expected, HttpResponse<String> answer) {
        note(answer.body().contains(expected) ? outcome : "instead of " + outcome + ": " + answer.body());
    }

    private void note(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new AtomicInteger()).incrementAndGet();
    }

    /**
     * Makes as many requests hold a connection at the same time as the server's pool has, so that a lost connection is
     * detected.
     */
    private void everyConnectionCanBeHad() throws Exception {
        Gate gate = SlowResolvers.newGate();
        List<CompletableFuture<?>> holding = new ArrayList<>();
        int pool = database.isPostgreSql() ? 32 : 20;
        for (int i = 0; i < pool; i++) {
            holding.add(http().postLater("{ passConnected }"));
        }
        gate.await(pool);
        gate.open();
        for (CompletableFuture<?> each : holding) {
            each.get();
        }
    }
}
