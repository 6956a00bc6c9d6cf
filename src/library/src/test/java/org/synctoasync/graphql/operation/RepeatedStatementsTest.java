package org.synctoasync.graphql.operation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.FieldCoordinates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Lanes;
import org.synctoasync.graphql.Engine;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;

/** S41: in development, the log warns if statements are sent for each object. */
@Timeout(30)
class RepeatedStatementsTest {
    private static final String SCHEMA = """
            type Query { books(count: Int!): [Book!]! number: Int! }
            type Book { name: String! author: String! gathered: Int! differs: Int! }
            """;

    /** The warning names field, count, statement and remedy, and is logged once. */
    @Test
    void aStatementForEachObjectIsToldOnce() throws Exception {
        assertThat(warnings("{ books(count: 20) { author } }", "{ more: books(count: 20) { author } }"))
                .containsExactly(
                        "Book.author has caused 20 statements in one operation, expected 1: SELECT author WHERE"
                                + " id = ?. Leave the field to SyncToAsync if it is an attribute of the entity, return a loader's"
                                + " future, or annotate the method @Batch(\"Book.author\").");
    }

    /** No warning for one or two objects, root fields, batch methods, or statements that differ. */
    @Test
    void whatIsAskedForIsNotTold() throws Exception {
        assertThat(warnings(
                        "{ books(count: 2) { author } }",
                        "{ books(count: 20) { gathered differs } }",
                        "{ a: number b: number c: number d: number }"))
                .isEmpty();
    }

    private static List<String> warnings(String... queries) throws Exception {
        try (LocalApplication application =
                LocalApplication.with(Resolvers.class).deploy(SCHEMA)) {
            RepeatedStatements repeated = new RepeatedStatements(
                    application.get(Engine.class).schema(), Set.of(FieldCoordinates.coordinates("Book", "gathered")));
            List<String> warnings = new CopyOnWriteArrayList<>();
            application.get(Lanes.class).observe(ended -> warnings.addAll(repeated.warnings(ended)));
            for (String query : queries) {
                application.data(query);
            }
            application.get(Lanes.class).close(Duration.ofSeconds(20));
            return warnings;
        }
    }

    @ApplicationScoped
    static class Resolvers {
        @Query
        List<Book> books(int count) {
            return LongStream.range(0, count)
                    .mapToObj(id -> new Book(id, "Book " + id, 0))
                    .toList();
        }

        @Query
        int number() {
            Lane.countStatement("SELECT 1");
            return 1;
        }

        @Field("Book.author")
        String author(@Source Book book) {
            Lane.countStatement("SELECT author WHERE id = ?");
            return "Author of " + book.name();
        }

        @Field("Book.differs")
        int differs(@Source Book book) {
            Lane.countStatement("SELECT " + book.id());
            return 1;
        }

        @Batch("Book.gathered")
        Map<Long, Integer> gathered(Set<Long> ids) {
            ids.forEach(id -> Lane.countStatement("SELECT some of them"));
            return ids.stream().collect(Collectors.toMap(id -> id, Long::intValue));
        }
    }
}
