package org.synctoasync.graphql.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.introspection.IntrospectionQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Setting;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;

/** The limits on documents: each one at its boundary, and documents that would make counting itself expensive. */
class LimitsTest {
    private static final AtomicInteger CALLS = new AtomicInteger();
    private static final String SCHEMA = """
            type Query { a: Int, shelf(first: Int, limit: Int = 4): Shelf, shelves: [Shelf], by(ids: [Int]): [Shelf] }
            type Shelf { n: Int, shelf: Shelf, edges: [Edge], books: [Shelf], words: [Int], page(first: Int): Shelf }
            type Edge { node: Shelf }
            """;

    @ApplicationScoped
    static class Resolvers {
        @Query
        int a() {
            return CALLS.incrementAndGet();
        }

        @Query
        @Nullable Map<String, Object> shelf(@Nullable Integer first, @Nullable Integer limit) {
            CALLS.incrementAndGet();
            return null;
        }

        @Query
        List<Map<String, Object>> shelves() {
            CALLS.incrementAndGet();
            return List.of();
        }

        @Query
        List<Map<String, Object>> by(@Nullable List<Integer> ids) {
            CALLS.incrementAndGet();
            return List.of();
        }
    }

    /** A document at the limit is executed. A document beyond it is not, and the error names the setting. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-document-length | 8  | { a    } | { a     }",
                "max-tokens          | 5  | { a a } | { a a a a a }",
                "max-depth           | 2  | { shelf { n } } | { shelf { shelf { n } } }",
                "max-depth           | 2  | { ...F } fragment F on Query { shelf { n } }"
                        + " | { shelf { ...F } } fragment F on Shelf { ... { shelf { n } } }",
                "max-aliases         | 1  | { x: a } | { x: a y: a }",
                "max-aliases         | 0  | { a } | { ...F } fragment F on Query { x: a }",
                "max-directives      | 1  | { a @skip(if: false) } | { a @skip(if: false) @include(if: true) }",
                "max-root-fields     | 2  | { a x: a } | { a ...F } fragment F on Query { x: a y: a }",
                "max-depth           | 2  | { ... @defer { shelf { n } } } | { shelf { ... @defer { shelf { n } } } }",
                "max-aliases         | 1  | { a ... @defer { x: a } } | { ... @defer { x: a } ... @defer { y: a } }",
                "max-directives      | 1  | { ... @defer { a } } | { ... @defer { a } ... @defer { x: a } }",
                "max-root-fields     | 2  | { a ... @defer { x: a } } | { a ... @defer { x: a } ... @defer { y: a } }",
                "max-cost            | 3  | { a ... @defer { x: a y: a } } | { a ... @defer { x: a y: a z: a } }",
                "max-introspection-depth | 2 | { __schema { types { fields { name } } } }"
                        + " | { __schema { types { fields { args { name } } } } }",
                "max-cost            | 3  | { a x: a y: a } | { a x: a y: a z: a }",
                "max-cost            | 31 | { shelf(first: 10) { edges { node { n } } } }"
                        + " | { shelf(first: 11) { edges { node { n } } } }",
                "max-cost            | 13 | { shelf { edges { node { n } } } }" // the argument's default is 4
                        + " | { shelf(limit: 5) { edges { node { n } } } }",
                "max-cost            | 11 | { shelves { n } } | { shelves { n shelf { n } } }",
                "max-cost            | 21 | { by(ids: [1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1]) { n } }"
                        + " | { by(ids: [1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1]) { n } }",
                "max-cost            | 111 | { shelves { books { n } } } | { shelves { books { n } n } }",
                "max-cost            | 111 | { shelves { words } } | { shelves { words n } }",
            })
    void aDocumentIsRefusedBeyondALimit(String setting, String limit, String within, String beyond) throws Exception {
        try (LocalApplication application = deploy("synctoasync." + setting, limit)) {
            assertThat(application.execute(within).getErrors()).isEmpty();
            CALLS.set(0);
            ExecutionResult refused = application.execute(beyond);
            assertThat(refused.isDataPresent()).isFalse();
            assertThat(refused.getErrors()).singleElement().satisfies(error -> {
                assertThat(error.getMessage()).contains("synctoasync." + setting, limit);
                assertThat(error.getExtensions())
                        .containsEntry("code", "LIMIT_EXCEEDED")
                        .containsEntry("setting", "synctoasync." + setting);
            });
            assertThat(CALLS).as("calls of resolvers").hasValue(0);
        }
    }

    /** The length of a list counts if it comes from a variable or from a variable's default. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "query($n: Int) { shelf(first: $n) { n } }",
                "query($m: Int = 50) { shelf(first: $m) { n } }",
                "query($m: Int = 50) { shelf(first: 1, limit: $m) { n } }",
            })
    void aVariableCountsAsItsValue(String query) throws Exception {
        try (LocalApplication application = deploy("synctoasync.max-cost", "50")) {
            ExecutionInput input = ExecutionInput.newExecutionInput(query)
                    .variables(Map.of("n", 50))
                    .dataLoaderRegistry(new DataLoaderRegistry())
                    .build();
            ExecutionResult refused =
                    application.get(Engine.class).execute(input).get(10, TimeUnit.SECONDS);
            assertThat(refused.getErrors()).extracting(ErrorCodes::of).containsExactly("LIMIT_EXCEEDED");
        }
    }

    /**
     * Each fragment is counted once, even inside fragments: a document that stands for a billion fields is refused at
     * once.
     */
    @Test
    void countingIsCheap() throws Exception {
        try (LocalApplication application = deploy("synctoasync.max-depth", "200")) {
            String doubling = fragments(40, "x: shelf { ...F%2$d } y: shelf { ...F%2$d }");
            String spreading = fragments(150, "...F%2$d ...F%2$d");
            String inCircles = "{ shelf { ...F0 } } fragment F0 on Shelf { shelf { ...F0 } }";
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                for (String query : List.of(doubling, spreading, inCircles)) {
                    List<GraphQLError> errors = application.get(Engine.class).check(query);
                    assertThat(errors).as(query.substring(0, 50)).isNotEmpty();
                }
            });
        }
    }

    /** In production, introspection is off, and error messages do not suggest names of the schema. */
    @Test
    void inProductionTheSchemaIsNotShown() throws Exception {
        try (LocalApplication application = deploy("synctoasync.profile", "production")) {
            for (String query : List.of(
                    IntrospectionQuery.INTROSPECTION_QUERY,
                    "{ x: __schema { types { name } } }",
                    "{ ...F } fragment F on Query { __type(name: \"Shelf\") { name } }")) {
                ExecutionResult refused = application.execute(query);
                assertThat(refused.isDataPresent()).isFalse();
                assertThat(refused.getErrors()).extracting(ErrorCodes::of).containsExactly("INTROSPECTION_DISABLED");
            }
            assertThat(application.data("{ __typename }")).containsEntry("__typename", "Query");
            assertThat(application.execute("{ shelve { n } }").getErrors())
                    .allSatisfy(error -> assertThat(error.getMessage()).doesNotContain("shelves", "id you mean"));
        }
    }

    /** GraphiQL's introspection query is within all limits. */
    @Test
    void graphiqlsIntrospectionIsAnswered() throws Exception {
        try (LocalApplication application = deploy("synctoasync.max-depth", DoorSetting.MAX_DEPTH.fallback())) {
            assertThat(application
                            .execute(IntrospectionQuery.INTROSPECTION_QUERY)
                            .getErrors())
                    .isEmpty();
        }
    }

    private static LocalApplication deploy(String setting, String value) {
        assertThat(setting).startsWith(Setting.PREFIX);
        return LocalApplication.with(Resolvers.class).setting(setting, value).deploy(SCHEMA);
    }

    private static String fragments(int count, String selection) {
        StringBuilder document = new StringBuilder("{ shelf { ...F0 } } ");
        for (int i = 0; i < count; i++) {
            document.append(String.format("fragment F%1$d on Shelf { " + selection + " } ", i, i + 1));
        }
        return document.append("fragment F")
                .append(count)
                .append(" on Shelf { n }")
                .toString();
    }
}
