package org.synctoasync.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Connections;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Writer;
import org.synctoasync.testing.TestLimits;

/** S50: a waiting resolver holds no resource that the awaited work may need. See docs/explanation/resources.md. */
@Timeout(300)
class ScarceResourcesTest {
    private static final int CLIENTS = 50;
    private static final int ROWS = 3;
    private static final List<String> FIELDS = List.of(
            "plain",
            "waits",
            "parallel",
            "parallelWaits",
            "asynchronous",
            "batched",
            "batchedInParallel",
            "nested",
            "nestedInParallel");
    private static final String SCHEMA = """
            type Query { rows: [Row!]! }
            type Row {
              plain: String! waits: String! parallel: String! parallelWaits: String! asynchronous: String!
              batched: String! batchedInParallel: String! nested: String! nestedInParallel: String!
            }
            """;

    private static volatile Connections pool = new Connections(1);

    /** Each field alone, with each other field, and with all others, at every size. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1",
        "1, 2, 2, 2",
        "2, 1, 2, 1",
        "2, 2, 2, 2",
        "2, 2, 4, 2",
        "32, 32, 150, 2",
        "32, 32, 150, 32"
    })
    void everyRequestIsAnsweredWithData(int lanes, int parallel, int threads, int connections) throws Exception {
        pool = new Connections(connections);
        TestLimits limits = TestLimits.but()
                .lanes(lanes, 1000)
                .parallel(parallel)
                .parallelThreads(threads)
                .deadline(Duration.ofDays(36_500)) // no request gets there
                .watchdog(Duration.ofDays(36_000));
        try (LocalApplication application =
                LocalApplication.with(Mixed.class).scarce(limits, pool).deploy(SCHEMA)) {
            assertThat(failures(application)).isEmpty();
        }
        assertThat(pool.free()).isEqualTo(connections);
    }

    private static List<String> failures(LocalApplication application) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Engine engine = application.get(Engine.class);
        try {
            List<Callable<String>> requests = new ArrayList<>();
            for (int mix = 1; mix < 1 << FIELDS.size(); mix++) {
                if (Integer.bitCount(mix) <= 2 || Integer.bitCount(mix) >= FIELDS.size() - 1) {
                    String query = query(mix);
                    requests.add(() -> failure(query, engine.execute(query).get()));
                }
            }
            List<Future<String>> answers =
                    requests.stream().map(clients::submit).toList();
            while (!answers.stream().allMatch(Future::isDone)) {
                application.pass(Duration.ofMillis(200));
                Thread.yield();
            }
            List<String> failures = new ArrayList<>();
            for (Future<String> answer : answers) {
                failures.add(answer.get());
            }
            failures.removeIf(String::isEmpty);
            return failures;
        } finally {
            clients.shutdownNow();
        }
    }

    private static String query(int mix) {
        List<String> fields = IntStream.range(0, FIELDS.size())
                .filter(field -> (mix & 1 << field) != 0)
                .mapToObj(FIELDS::get)
                .toList();
        return "{ rows { " + String.join(" ", fields) + " } }";
    }

    private static String failure(String query, ExecutionResult answer) {
        Map<String, List<Map<String, String>>> data = answer.getData();
        boolean isWhole = answer.getErrors().isEmpty() && data.get("rows").size() == ROWS;
        return isWhole ? "" : query + " got " + answer.getErrors();
    }

    /** Resolvers that use connections before and after they wait, in every way. */
    @ApplicationScoped
    public static class Mixed {
        private final ExecutorService others = Executors.newCachedThreadPool(task -> {
            Thread daemon = new Thread(task);
            daemon.setDaemon(true);
            return daemon;
        });

        @Inject
        private Engine engine;

        @Inject
        private DataLoader<Long, Writer> writers;

        /** A row. */
        public record Row(long id) {}

        @Query
        public List<Row> rows() {
            pool.use();
            return IntStream.range(0, ROWS).mapToObj(Row::new).toList();
        }

        @Field("Row.plain")
        public String plain(@Source Row row) {
            pool.use();
            return "plain";
        }

        @Field("Row.waits")
        public String waits(@Source Row row) {
            pool.use();
            String name = writers.load(row.id()).join().name();
            pool.use();
            return name;
        }

        @Field("Row.parallel")
        @SyncToAsync(threadSensitive = false)
        public String parallel(@Source Row row) {
            return plain(row);
        }

        @Field("Row.parallelWaits")
        @SyncToAsync(threadSensitive = false)
        public String parallelWaits(@Source Row row) {
            return waits(row);
        }

        @Field("Row.asynchronous")
        public CompletionStage<String> asynchronous(@Source Row row) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        pool.useOutside();
                        return "asynchronous";
                    },
                    others);
        }

        @Batch("Row.batched")
        public List<String> batched(List<Row> rows) {
            return rows.stream().map(this::plain).toList();
        }

        @Batch("Row.batchedInParallel")
        @SyncToAsync(threadSensitive = false)
        public List<String> batchedInParallel(List<Row> rows) {
            return batched(rows);
        }

        @Field("Row.nested")
        public String nested(@Source Row row) {
            pool.use();
            return execute("{ rows { waits parallel parallelWaits batched batchedInParallel } }");
        }

        @Field("Row.nestedInParallel")
        @SyncToAsync(threadSensitive = false)
        public String nestedInParallel(@Source Row row) {
            return nested(row);
        }

        private String execute(String query) {
            ExecutionResult answer = engine.execute(query).join();
            return answer.getErrors().isEmpty() ? "nested" : String.valueOf(answer.getErrors());
        }
    }
}
