package org.synctoasync.graphql.loading;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.schema.DataFetchingEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.RandomPuts;

/** After a root field of a mutation, loaders read again the values that they read before it. */
@Timeout(30)
class FreshTest {
    private static final String SCHEMA = """
            type Query { book: Book nested: Int inTransaction: Book }
            type Mutation { note: Book later: Book own: Int }
            type Book { id: ID! name: String count: Int }
            """;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /**
     * S52: each root field of a mutation reads again through loaders, whether its resolver blocks or returns a stage.
     */
    @ParameterizedTest
    @CsvSource({"note, note", "note, later", "later, later"})
    void eachRootFieldReadsAnew(String first, String second) throws Exception {
        application.data("mutation { a: " + first + " { name } b: " + second + " { name } }");
        assertThat(application.batches()).containsExactly("Book[1]", "Book[1]");
    }

    /** S52: batch methods are also called again. */
    @Test
    void batchMethodsAreCalledAnew() throws Exception {
        Map<String, Object> data = application.data("mutation { a: note { count } b: note { count } }");
        int first = (int) ((Map<?, ?>) data.get("a")).get("count");
        assertThat(data.get("b")).isEqualTo(Map.of("count", first + 1));
    }

    /** S52: the operations of an array, which run one after the other, also read again. */
    @Test
    void operationsInTurnReadAnew() throws Exception {
        RandomPuts.client(application.get(Engine.class), application.get(Lanes.class))
                .execute(List.of("mutation { note { name } }", "mutation { note { name } }"));
        assertThat(application.batches()).containsExactly("Book[1]", "Book[1]");
    }

    /** S52: a resolver reads again after a mutation that it has executed. */
    @Test
    void aMutationInsideAResolverIsRead() throws Exception {
        application.data("{ nested }");
        assertThat(application.batches()).containsExactly("Book[1]", "Book[1]");
    }

    /** S52: the application's own loaders in the input's registry read again too. */
    @Test
    void theApplicationsLoadersReadAnew() throws Exception {
        List<List<String>> batches = new ArrayList<>();
        DataLoaderRegistry registry = new DataLoaderRegistry();
        registry.register("own", DataLoaderFactory.<String, Integer>newDataLoader(keys -> {
            batches.add(keys);
            return CompletableFuture.completedFuture(List.of(1));
        }));
        application
                .get(Engine.class)
                .execute(ExecutionInput.newExecutionInput("mutation { a: own b: own }")
                        .dataLoaderRegistry(registry)
                        .build())
                .get(20, TimeUnit.SECONDS);
        assertThat(batches).hasSize(2);
    }

    /** S51: a resolver in its own transaction gets values from loaders that belong to this transaction. */
    @Test
    void aTransactionOfItsOwnReadsAnew() throws Exception {
        application.data("{ book { name } inTransaction { name } }");
        assertThat(application.batches()).containsExactly("Book[1]", "Book[1]");
    }

    @ApplicationScoped
    static class Resolvers {
        @Inject
        private DataLoader<Long, Book> books;

        @Inject
        private Engine engine;

        @Query
        Book book() {
            return books.load(1L).join();
        }

        @Query
        @Transactional
        Book inTransaction() {
            return books.load(1L).join();
        }

        @Query
        int nested() {
            books.load(1L).join();
            engine.execute("mutation { note { id } }").join();
            return 1;
        }

        @Mutation
        Book note() {
            return books.load(1L).join();
        }

        @Mutation
        CompletableFuture<Book> later() {
            return books.load(1L);
        }

        @Mutation
        CompletableFuture<Integer> own(DataFetchingEnvironment environment) {
            return environment.<String, Integer>getDataLoader("own").load("key");
        }

        @Batch(value = "Book.count", key = "id")
        Map<Long, Integer> count(Set<Long> ids) {
            int now = COUNT.incrementAndGet();
            return ids.stream().collect(Collectors.toMap(id -> id, id -> now));
        }
    }
}
