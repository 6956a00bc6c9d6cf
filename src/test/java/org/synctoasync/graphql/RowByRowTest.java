package org.synctoasync.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Lanes;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.LoggedMessages;
import org.synctoasync.testing.MemoryModels.Book;
import org.synctoasync.testing.MemoryModels.Left;

/** S41: what sends a statement for each row is seen. */
@Timeout(30)
class RowByRowTest {
    private static final String SCHEMA = """
            type Query { books(count: Int!): [Book!]! eager(count: Int!): String! left: [Left!]! }
            type Mutation { write(count: Int!): String! }
            type Book { author: String! }
            type Left { id: ID! attribute: String! }
            """;

    /** A field with many statements is named in the log, once, with the remedy. */
    @Test
    void fieldsAreNamedOnce() throws Exception {
        try (LocalApplication application = deploy("true");
                LoggedMessages log = LoggedMessages.of(RowByRow.class)) {
            application.data("{ books(count: 9) { author } }");
            assertThat(log.messages()).isEmpty();
            application.data("{ books(count: 20) { author } }");
            application.data("{ books(count: 30) { author } }");
            assertThat(log.messages())
                    .containsExactly("Book.author caused 20 statements in one operation, expected 1; give its method a"
                            + " parameter DataLoader<K, V>, or annotate one @Batch(\"Book.author\") that is called once"
                            + " for all objects. This is told once.");
        }
    }

    /** A root query or a loader's batch can do it only by what it reads; a mutation may write row by row. */
    @Test
    void theRemedyIsTheFields() throws Exception {
        try (LocalApplication application = deploy("true");
                LoggedMessages log = LoggedMessages.of(RowByRow.class)) {
            application.data("{ eager(count: 10) }");
            application.data("mutation { write(count: 10) }");
            assertThat(log.messages())
                    .containsExactly(
                            "Query.eager caused 10 statements in one operation, expected 1; map the"
                                    + " associations of what it reads as lazy, or have its query fetch them. This is told once.");
        }
    }

    /** It is for development only. */
    @Test
    void nobodyIsToldUnasked() throws Exception {
        try (LocalApplication application = deploy("false");
                LoggedMessages log = LoggedMessages.of(RowByRow.class)) {
            application.data("{ books(count: 20) { author } }");
            assertThat(log.messages()).isEmpty();
        }
    }

    /** An association that is left to its getter is named when the application is deployed. */
    @Test
    void whatIsLeftToGettersIsNamedAtDeployment() {
        try (LoggedMessages log = LoggedMessages.of(SchemaAssembly.class);
                LocalApplication application = deploy("false")) {
            assertThat(application.counts()).isNotNull();
            assertThat(log.messages()).containsExactly("Left.attribute: Left.attribute is left to its getter.");
        }
    }

    /** Such a getter is called as a resolver that blocks: on the lane, its statements are the field's. */
    @Test
    void gettersThatReadAreCalledAsResolvers() throws Exception {
        try (LocalApplication application = deploy("false")) {
            assertThat(application.data("{ left { id attribute } }").toString())
                    .isEqualTo("{left=[{id=1, attribute=Left.attribute}, {id=2, attribute=Left.attribute}]}");
            assertThat(application.counts()).isEqualTo(new Lanes.Counts(1, 1 + 2, 0));
        }
    }

    private static LocalApplication deploy(String statistics) {
        return LocalApplication.with(Resolvers.class)
                .setting("synctoasync.statistics", statistics)
                .deploy(SCHEMA);
    }

    /** The resolvers of the tests. */
    @ApplicationScoped
    static class Resolvers {
        @Query
        List<Book> books(int count) {
            return LongStream.range(0, count)
                    .mapToObj(id -> new Book(id, "Book " + id, 0))
                    .toList();
        }

        @Field("Book.author")
        String author(@Source Book book) {
            Lane.countStatement();
            return "author of " + book.id();
        }

        @Query
        String eager(int count) {
            LongStream.range(0, count).forEach(row -> Lane.countStatement());
            return "read";
        }

        @Mutation
        String write(int count) {
            LongStream.range(0, count).forEach(row -> Lane.countStatement());
            return "written";
        }

        @Query
        List<Left> left() {
            return List.of(new Left(1), new Left(2));
        }
    }
}
