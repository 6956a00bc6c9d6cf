package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;

/** What a thousand requests leave behind when a fifth of them does not end well, inside each server. */
class LeaksIT extends ServerTest {
    private static final int REQUESTS = 1000;
    private static final int CLIENTS = 16;
    private static final String NAMES = "{ latestBookName getBook(id: 1) { name author } }";

    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();

    @Deployment
    static WebArchive product() {
        WebArchive war = Product.forTests(LeaksIT.class, SlowResolvers.class);
        return Product.configure(Product.extendSchema(war, SlowResolvers.SCHEMA), "synctoasync.deadline=2000");
    }

    /** S33: lanes, units of work, transactions and connections are given back, whatever ends the request. */
    @Test
    void nothingIsLeftOfAThousandRequests() throws Exception {
        database.prepareSleep();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<Void>> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                requests.add(() -> request(number));
            }
            for (Future<Void> each : clients.invokeAll(requests)) {
                each.get();
            }
        } finally {
            clients.shutdown();
        }
        assertThat(outcomes.toString())
                .isEqualTo(Map.of("answered", 800, "failed", 67, "late", 66, "left", 67)
                        .toString());
        Eventually.holds("lanes running", lanes::running, 0);
        assertThat(lanes.waiting()).isZero();
        assertThat(database.busySessions()).isZero();
        assertThat(open()).isEqualTo(Open.NOTHING);
        everyConnectionCanBeHad();
    }

    private Void request(int number) throws Exception {
        if (number % 5 != 0) {
            note(http().postQuery(NAMES).body().contains("\"errors\"") ? "broken" : "answered");
        } else if (number % 15 == 0) {
            // at once: on its way to a lane, or on it
            http().postAndLeave("{ sleep }", () -> note("left"));
        } else if (number % 15 == 5) {
            String failing = "mutation { renameInVain(id: " + number % 100 + ", name: \"Kept\") }";
            note(http().postQuery(failing).body().contains("INTERNAL_ERROR") ? "failed" : "broken");
        } else {
            note(http().postQuery("{ sleep }").body().contains("DEADLINE_EXCEEDED") ? "late" : "broken");
        }
        return null;
    }

    private void note(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new AtomicInteger()).incrementAndGet();
    }

    /** Has as many requests hold a connection at once as the server's pool has; a lost one would be missed. */
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
        Eventually.holds("lanes running", lanes::running, 0);
    }
}
