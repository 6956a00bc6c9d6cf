package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Http;

/**
 * Sends reads, writes, failing, late and abandoned requests for some minutes, on each server with PostgreSQL. This test
 * is not part of the build. See docs/explanation/reliability.md for the command. Each minute it adds a row with the server's
 * resources to a table in {@code target}.
 */
class Soak extends SlowTest {
    private static final int CLIENTS = 8;
    private static final int MIB = 1 << 20;
    private static final int POOL = 32;

    /** The allowed growth of threads. Payara's executors end idle threads and create new ones later. */
    private static final int LANES = 32;

    /** The number of samples before the measurement, while the server still creates threads and compiles code. */
    private static final int WARM_UP = 3;

    /** A size so small that the cache is full at once and grows no more. */
    private static final String CACHE = "synctoasync.document-cache-size=100000";

    private static final String READ =
            "{ latestBookName a: getBook(id: %d) { name author } b: getBook(id: 1) { name } }";

    private final Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Deployment
    static WebArchive product() {
        Path table = Path.of("target", "soak-" + System.getProperty("arquillian.launch") + ".md");
        return product(Soak.class, "synctoasync.deadline=2000", "synctoasync.watchdog=1000", CACHE)
                .addAsResource(new StringAsset(System.getProperty("soak.minutes", "10")), "soak.minutes")
                .addAsResource(new StringAsset(table.toAbsolutePath().toString()), "soak.table");
    }

    /** A server's resources after a garbage collection. */
    private record Sample(int minute, int requests, int threads, long heapMiB, long connections) {
        @Override
        public String toString() {
            return String.format("| %d | %,d | %d | %d | %d |", minute, requests, threads, heapMiB, connections);
        }
    }

    /** Every request ends as expected, and the numbers of threads and connections and the use of memory do not grow. */
    @Test
    void nothingGrows() throws Exception {
        if (!database.isPostgreSql()) {
            return; // the figures would include the database, which runs inside the server
        }
        Path table = Path.of(said("soak.table"));
        int minutes = Integer.parseInt(said("soak.minutes"));
        Files.writeString(
                table, "| minute | requests | threads | heap, MiB | connections |\n|---:|---:|---:|---:|---:|");
        List<Thread> clients = startClients();
        List<Sample> samples = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            TimeUnit.MINUTES.sleep(1);
            samples.add(sample(minute));
            Files.writeString(table, "\n" + samples.get(minute - 1), StandardOpenOption.APPEND);
        }
        stopped.set(true);
        for (Thread client : clients) {
            client.join();
        }
        Files.writeString(table, "\n\n" + outcomes + "\n", StandardOpenOption.APPEND);
        awaitEnd();
        assertThat(open()).isEqualTo(Open.NOTHING);
        assertThat(outcomes.keySet())
                .isSubsetOf("failed", "invalid", "late", "left", "no lane", "parallel", "read", "written");
        if (samples.size() > WARM_UP) {
            Sample warm = samples.get(WARM_UP - 1);
            Sample last = samples.get(samples.size() - 1);
            assertThat(last.threads()).as("threads").isLessThan(warm.threads() + LANES);
            assertThat(last.heapMiB()).as("MiB").isLessThan(warm.heapMiB() * 5 / 4);
            assertThat(last.connections()).as("connections").isLessThanOrEqualTo(POOL);
        }
    }

    private static String said(String resource) throws Exception {
        try (InputStream file = Objects.requireNonNull(Soak.class.getResourceAsStream("/" + resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Sample sample(int minute) throws Exception {
        statements.during(() -> null); // discards the recorded statements
        System.gc();
        return new Sample(
                minute,
                outcomes.values().stream().mapToInt(AtomicInteger::get).sum(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB,
                database.count("SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"));
    }

    private List<Thread> startClients() {
        Http http = http();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int first = i;
            Thread client = new Thread(() -> {
                for (int number = first; !stopped.get(); number += CLIENTS) {
                    request(number, http);
                }
            });
            client.start();
            clients.add(client);
        }
        return clients;
    }

    private void request(int number, Http http) {
        try {
            ask(number, http);
        } catch (Exception failure) {
            note(failure.toString());
        }
    }

    private void ask(int number, Http http) throws Exception {
        int id = 1 + number % 100;
        switch (number % 97) { // a prime, so that every client sends every kind of request
            case 1 -> note("late", "DEADLINE_EXCEEDED", http.postQuery("{ sleep }"));
            case 2 -> http.postAndLeave("{ sleep }", () -> note("left"));
            case 3 -> http.postAndCutOff("mutation { renameAndSleep(id: 101, name: \"Cut off\") }", () -> note("left"));
            case 4, 5, 6 ->
                note(
                        "failed",
                        "INTERNAL_ERROR",
                        http.postQuery("mutation { renameInVain(id: " + id + ", name: \"Vain\") }"));
            case 7, 8, 9 -> note("invalid", "ValidationError", http.postQuery("{ unknown }"));
            case 10, 11, 12 -> note("no lane", "\"Query\"", http.postQuery("{ __typename }"));
            case 13, 14, 15, 16, 17, 18, 19 ->
                note("parallel", "\"b\":", http.postQuery("{ a: countBooks latestBookName b: countBooks }"));
            case 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 ->
                note(
                        "written",
                        "\"rename\":true",
                        http.postQuery("mutation { rename(id: " + id + ", name: \"Name " + number + "\") }"));
            default -> note("read", "\"latestBookName\":\"", http.postQuery(String.format(READ, id)));
        }
    }

    private void note(String outcome, String expected, HttpResponse<String> answer) {
        note(answer.body().contains(expected) ? outcome : "instead of " + outcome + ": " + answer.body());
    }

    private void note(String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new AtomicInteger()).incrementAndGet();
    }
}
