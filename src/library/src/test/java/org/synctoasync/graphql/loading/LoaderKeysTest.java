package org.synctoasync.graphql.loading;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.schema.DataFetchingEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;

/** S38, S40: the keys that entity loaders accept, and the values that they cache. */
@Timeout(30)
class LoaderKeysTest {
    private static final String SCHEMA = """
            type Query {
              book(id: ID!): Book
              number(id: Int!): Book
              typed(id: ID!): Book
              other: Book
              primed: [Book]
              cleared: [Book]
            }
            type Book { name: String! }
            """;

    private final LocalApplication application =
            LocalApplication.with(Resolvers.class).deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** S38: text, number and typed key of the same id are one key. */
    @Test
    void oneIdIsOneKey() throws Exception {
        application.data("{ a: book(id: 1) { name } b: book(id: \"1\") { name } c: number(id: 1) { name }"
                + " d: typed(id: 1) { name } e: number(id: 2) { name } }");
        assertThat(application.batches()).containsExactly("Book[1, 2]");
    }

    /** A key that is not an id is an error at its path and is not loaded. Other keys are loaded. */
    @Test
    void whatIsNoIdIsNotLoaded() throws Exception {
        ExecutionResult result =
                application.execute("{ a: book(id: \"abc\") { name } b: book(id: 1) { name } other { name } }");
        assertThat(result.getErrors())
                .extracting(error -> error.getPath() + " " + error.getMessage())
                .containsExactlyInAnyOrder(
                        "[a] the key 'abc' of Book is no Long", "[other] the key '[1]' of Book is no Long");
        assertThat(application.batches()).containsExactly("Book[1]");
    }

    /** Without valid ids nothing is loaded. */
    @Test
    void noIdsAreNoLoad() throws Exception {
        assertThat(application.execute("{ book(id: \"abc\") { name } }").getErrors())
                .hasSize(1);
        assertThat(application.batches()).isEmpty();
    }

    /** S40: primed values are not loaded, and all callers get them. */
    @Test
    void primedValuesAreNotLoaded() throws Exception {
        assertThat(application.data("{ primed { name } }")).hasToString("{primed=[{name=primed}, {name=Book 2}]}");
        assertThat(application.batches()).containsExactly("Book[2]");
    }

    /** S40: cleared values are loaded again. */
    @Test
    void clearedValuesAreLoadedAnew() throws Exception {
        assertThat(application.data("{ cleared { name } }")).hasToString("{cleared=[{name=Book 1}, {name=Book 1}]}");
        assertThat(application.batches()).containsExactly("Book[1, 2]", "Book[1]");
    }

    @ApplicationScoped
    static class Resolvers {
        @Inject
        private DataLoader<Long, Book> injected;

        @Query
        CompletableFuture<Book> book(DataFetchingEnvironment environment) {
            return load(environment, environment.getArgument("id"));
        }

        @Query
        CompletableFuture<Book> number(DataFetchingEnvironment environment) {
            return load(environment, environment.getArgument("id"));
        }

        @Query
        CompletableFuture<Book> typed(Long id, DataLoader<Long, Book> books) {
            return books.load(id);
        }

        @Query
        CompletableFuture<Book> other(DataFetchingEnvironment environment) {
            return load(environment, List.of(1));
        }

        @Query
        List<Book> primed() {
            injected.prime(1L, new Book(1, "primed", 0));
            return injected.loadMany(List.of(1L, 2L)).join();
        }

        @Query
        List<Book> cleared() {
            Book first = injected.loadMany(List.of(1L, 2L)).join().get(0);
            injected.clear(1L);
            return List.of(first, injected.load(1L).join(), injected.load(2L).join())
                    .subList(0, 2);
        }

        private static CompletableFuture<Book> load(DataFetchingEnvironment environment, Object key) {
            return environment.<Object, Book>getDataLoader("Book").load(key);
        }
    }
}
