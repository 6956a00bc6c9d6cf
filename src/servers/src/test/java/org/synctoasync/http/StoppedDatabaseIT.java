package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Postmaster;
import org.synctoasync.testing.RunsOn;

/** Tests on each server a PostgreSQL that stops responding, and one that is restarted, while requests use it. */
@RunsOn.PostgreSql
class StoppedDatabaseIT extends SlowTest {
    private static final System.Logger LOG = System.getLogger(StoppedDatabaseIT.class.getName());
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    /**
     * The allowed delay of a response after its deadline, on a machine that also does other work. In manual runs the
     * delay is 250 ms.
     */
    private static final Duration MARGIN = Duration.ofSeconds(4);

    /** The time for which the database is stopped. Manual runs can extend it with {@code STOPPED_SECONDS}. */
    private static final Duration STOPPED =
            Duration.ofSeconds(Integer.parseInt(System.getenv().getOrDefault("STOPPED_SECONDS", "14")));

    private static final int LANES = 40;
    private static final int POOL = 32;

    private final List<Asked> asked = new ArrayList<>();
    private Postmaster postmaster;

    /** A request and the time of its response. */
    private static final class Asked {
        private final String query;
        private final long begun = System.nanoTime();
        private final CompletableFuture<HttpResponse<String>> answer;
        private volatile long ended;

        Asked(Http http, String query) throws IOException {
            this.query = query;
            this.answer = http.postLater(query);
            this.answer.whenComplete((value, failure) -> ended = System.nanoTime());
        }

        Duration duration() {
            return Duration.ofNanos(ended - begun);
        }
    }

    @Deployment
    static WebArchive product() {
        return product(
                        StoppedDatabaseIT.class,
                        "synctoasync.deadline=" + DEADLINE.toMillis(),
                        "synctoasync.watchdog=1000",
                        "synctoasync.max-lanes=" + LANES,
                        "synctoasync.max-parallel=8")
                .addClasses(Asked.class, Postmaster.class);
    }

    @BeforeEach
    void findPostmaster() throws Exception {
        postmaster = Postmaster.of(database.count("SELECT pg_backend_pid()"));
        database.write("CREATE OR REPLACE FUNCTION nap() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'");
        database.write("DROP TRIGGER IF EXISTS slow_commit ON author");
        database.write("CREATE CONSTRAINT TRIGGER slow_commit AFTER UPDATE ON author DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION nap()");
    }

    /** The database outlives the application, so the trigger must be dropped. */
    @AfterEach
    void dropTrigger() throws Exception {
        // An immediate restart can lose the trigger: the embedded PostgreSQL does not wait for its log to reach the
        // disk
        database.write("DROP TRIGGER IF EXISTS slow_commit ON author");
    }

    /** Creates all threads and loads all classes, so that the requests of a test begin at once. */
    @BeforeEach
    void warmUp() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            all.add(http().postLater("{ latestBookName countBooks }"));
        }
        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertThat(each.get().statusCode()).isEqualTo(200);
        }
    }

    /**
     * S49: while the database is stopped with all connections in use, every request is answered at its deadline,
     * including those that wait for a lane or for a connection, that commit, or that need no database. The application
     * remains live all the time. When the database continues, the application continues too.
     */
    @Test
    void everyRequestIsAnsweredWhileTheDatabaseIsStopped() throws Exception {
        ask(POOL - 8, "{ sleep }");
        ask(2, "{ sleepBeside }");
        ask(1, "mutation { renameAndSleep(id: 6, name: \"Late\") }");
        ask(1, "{ latestBookName sleep sleepBeside }");
        Eventually.holds("statements", this::sleeping, POOL - 3L);
        ask(2, "mutation { renameAuthorSlowly }");
        Eventually.holds(
                "statements and a commit", this::sleeping, POOL - 2L); // the other mutation waits for the same rows
        ConcurrentLinkedQueue<String> notAlive = new ConcurrentLinkedQueue<>();
        postmaster.stop();
        try {
            long end = System.nanoTime() + STOPPED.toNanos();
            ask(LANES - 32, "{ countBooks latestBookName }");
            ask(2, "{ never }");
            ask(4, "{ __typename }");
            while (System.nanoTime() < end) {
                HttpResponse<String> live = http().get("health/live");
                if (live.statusCode() != 200) {
                    notAlive.add(live.body());
                }
                if (lanes.waiting() < 4) {
                    ask(2, "{ latestBookName }");
                    ask(2, "{ never }");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(http().get("health/ready").body()).contains("\"name\":\"database\",\"status\":\"DOWN\"");
        } finally {
            postmaster.goOn();
        }
        List<Asked> next = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            next.add(new Asked(http(), "{ nap latestBookName }"));
        }
        report("stopped", asked);
        assertThat(notAlive).isEmpty();
        assertThat(asked).allSatisfy(each -> {
            assertThat(each.answer.get().body()).isNotEmpty();
            assertThat(each.duration()).isLessThan(DEADLINE.plus(MARGIN));
        });
        for (Asked each : next) {
            assertThat(each.answer.get().body())
                    .contains("\"latestBookName\":\"")
                    .contains("\"nap\":true");
        }
        report("next", next);
        awaitEnd();
        assertThat(lanes.stuck()).isZero();
        assertThat(http().get("health/ready").statusCode()).isEqualTo(200);
        assertThat(database.count("SELECT COUNT(*) FROM book WHERE name = 'Late'"))
                .isZero();
    }

    /**
     * When the database restarts, the requests that use it fail at once, no others fail, and the next request succeeds.
     */
    @Test
    void aRestartedDatabaseFailsWhatIsInIt() throws Exception {
        ask(8, "{ sleep }");
        ask(2, "{ sleepBeside }");
        ask(1, "mutation { renameAndSleep(id: 6, name: \"Late\") }");
        Eventually.holds("statements", this::sleeping, 11L);
        postmaster.restart();
        for (Asked each : asked) {
            assertThat(each.answer.get().body()).contains("\"code\":\"INTERNAL_ERROR\"");
        }
        report("restarted", asked);
        Eventually.holds("accepting", () -> accepts(), true);
        for (int i = 0; i < POOL; i++) {
            assertThat(http().postQuery("{ latestBookName }").body()).contains("\"latestBookName\":\"");
        }
        awaitEnd();
    }

    /** When a backend is killed, the request that uses it fails at once, and no other request fails. */
    @Test
    void aKilledBackendFailsItsRequest() throws Exception {
        ask(4, "{ sleep }");
        Eventually.holds("busy sessions", database::busySessions, 4L);
        database.count("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE '%pg_sleep%'"
                + " AND state = 'active' AND pid <> pg_backend_pid()");
        for (int i = 0; i < POOL; i++) {
            assertThat(http().postQuery("{ latestBookName }").body()).contains("\"latestBookName\":\"");
        }
        for (Asked each : asked) {
            assertThat(each.answer.get().body()).contains("\"code\":\"INTERNAL_ERROR\"");
        }
        report("killed", asked);
        awaitEnd();
    }

    private void ask(int times, String query) throws IOException {
        for (int i = 0; i < times; i++) {
            asked.add(new Asked(http(), query));
        }
    }

    private long sleeping() throws Exception {
        return database.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
    }

    private boolean accepts() {
        try {
            return database.count("SELECT 1") == 1;
        } catch (java.sql.SQLException down) {
            return false;
        }
    }

    private static void report(String what, List<Asked> requests) {
        StringBuilder lines = new StringBuilder();
        for (Asked each : requests) {
            each.answer.join();
            lines.append('\n')
                    .append(each.duration().toMillis())
                    .append(" ms ")
                    .append(each.answer.join().statusCode())
                    .append(' ')
                    .append(each.query);
        }
        LOG.log(System.Logger.Level.INFO, "{0}: {1}", what, lines);
    }
}
