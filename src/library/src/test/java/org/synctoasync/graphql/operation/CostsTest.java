package org.synctoasync.graphql.operation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.extensions.ExtensionsBuilder;
import graphql.schema.DataFetchingEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lane;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;

/** The costs that responses report. */
@Timeout(30)
class CostsTest {
    private static final String SCHEMA = """
            type Query { parallel: String! extended: String! fails: String! book(id: ID!): Book }
            type Book { name: String! }
            """;

    /** S47: a response reports hops, calls, parallel tasks, statements, batches with their sizes, and times. */
    @Test
    void anAnswerTellsItsCosts() throws Exception {
        try (LocalApplication application = deploy("true")) {
            Map<?, ?> costs = costs(application, "{ a: book(id: 1) { name } b: book(id: 2) { name } parallel }");
            assertThat(costs.keySet())
                    .hasToString(
                            "[hops, calls, parallel, statements, statementsOf, batches, laneWaitMillis, laneMillis]");
            assertThat(costs.get("hops")).isEqualTo(2);
            assertThat(costs.get("calls")).isEqualTo(1);
            assertThat(costs.get("parallel")).isEqualTo(1);
            assertThat(costs.get("statements")).isEqualTo(1);
            assertThat(costs.get("statementsOf")).isEqualTo(Map.of("Query.parallel", 1));
            assertThat(costs.get("batches")).isEqualTo(List.of(Map.of("loader", "Book", "keys", 2)));
            assertThat((Double) costs.get("laneWaitMillis")).isNotNegative();
            assertThat((Double) costs.get("laneMillis")).isPositive();
        }
    }

    /** S47: other entries of the extensions are kept. */
    @Test
    void otherExtensionsAreKept() throws Exception {
        try (LocalApplication application = deploy("true")) {
            assertThat(application.execute("{ extended }").getExtensions())
                    .containsOnlyKeys("own", "syncToAsync")
                    .containsEntry("own", 1);
        }
    }

    /** S47: a response without data also reports its costs. */
    @Test
    void anAnswerWithoutDataTellsItsCosts() throws Exception {
        try (LocalApplication application = deploy("true")) {
            assertThat(costs(application, "{ fails }").get("calls")).isEqualTo(1);
        }
    }

    /** S47: a response without a lane reports no costs. No response reports them unless the setting is on. */
    @Test
    void noAnswerTellsUnasked() throws Exception {
        try (LocalApplication application = deploy("true")) {
            assertThat(application.execute("{ __typename }").getExtensions()).isNull();
        }
        try (LocalApplication application = deploy("false")) {
            assertThat(application.execute("{ parallel }").getExtensions()).isNull();
        }
    }

    private static LocalApplication deploy(String statistics) {
        return LocalApplication.with(Resolvers.class)
                .setting("synctoasync.statistics", statistics)
                .deploy(SCHEMA);
    }

    private static Map<?, ?> costs(LocalApplication application, String query) throws Exception {
        return (Map<?, ?>) application.execute(query).getExtensions().get("syncToAsync");
    }

    @ApplicationScoped
    static class Resolvers {
        @Query
        @SyncToAsync(threadSensitive = false)
        String parallel() {
            Lane.countStatement("SELECT 1");
            return "parallel";
        }

        @Query
        String extended(DataFetchingEnvironment environment) {
            ExtensionsBuilder extensions = environment.getGraphQlContext().get(ExtensionsBuilder.class);
            extensions.addValue("own", 1);
            return "extended";
        }

        @Query
        String fails() {
            throw new IllegalStateException("meant");
        }

        @Query
        CompletableFuture<Book> book(Long id, DataLoader<Long, Book> books) {
            return books.load(id);
        }
    }
}
