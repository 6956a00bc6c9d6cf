package org.synctoasync.graphql.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.dataloader.DataLoader;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.MemoryModels.Book;

/** Every fault fails the deployment, and one message lists them all, each with the schema's line and the method. */
class DeploymentFaultsTest {
    private static final String SCHEMA = """
            type Query {
              book(id: ID!, edition: Int): Book
              books(filter: Filter): [Book!]!
              unmapped: String
              number: Int
              writer: Writer
              kind(of: Kind!): Kind!
              twice: String
            }
            type Book { id: ID! name: String! publisher: String writerId: Boolean }
            type Writer { name: String! }
            type Subscription { added: String }
            input Filter { name: String pages: Int }
            enum Kind { NOVEL POEM }
            """;

    /** A publisher is allowed where the schema has a subscription. Elsewhere nothing would subscribe to it. */
    @Test
    void publishersAreForSubscriptions() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Publishing.class)
                .deploy("type Query { one: String many: [String] item: Item } type Mutation { two: String }"
                        + " type Subscription { fine: String } type Item { name: String from: String }")
                .close());
        assertThat(refused.getMessage().lines().skip(1).map(line -> line.replaceFirst("^  \\d+\\. ", "")))
                .containsExactlyInAnyOrder(
                        "the result of Publishing.one() for Query.one (schema.graphqls:1) is of type"
                                + " Publisher<String>" + ONLY_SUBSCRIPTIONS,
                        "the result of Publishing.many() for Query.many (schema.graphqls:1) is of type"
                                + " CompletableFuture<Publisher<String>>" + ONLY_SUBSCRIPTIONS,
                        "the result of Publishing.two() for Mutation.two (schema.graphqls:1) is of type"
                                + " Publisher<String>" + ONLY_SUBSCRIPTIONS,
                        "the result of Publishing.name() for Item.name (schema.graphqls:1) is of type"
                                + " Publisher<String>" + ONLY_SUBSCRIPTIONS,
                        "the property Thing.from for Item.from (schema.graphqls:1) is of type" + " Publisher<String>"
                                + ONLY_SUBSCRIPTIONS);
    }

    private static final String ONLY_SUBSCRIPTIONS =
            ", and only a subscription's field may be a publisher; return the value, or a CompletionStage of it.";

    /** Has a property that is a publisher. */
    public record Thing(Flow.Publisher<String> from) {}

    @ApplicationScoped
    static class Publishing {
        @Query
        Flow.Publisher<String> one() {
            return subscriber -> {};
        }

        @Query
        CompletableFuture<Publisher<String>> many() {
            return new CompletableFuture<>();
        }

        @Query
        Thing item() {
            return new Thing(one());
        }

        @Mutation
        Publisher<String> two() {
            return subscriber -> {};
        }

        @Field("Item.name")
        Flow.Publisher<String> name() {
            return one();
        }

        @Subscription
        CompletableFuture<Flow.Publisher<String>> fine() {
            return new CompletableFuture<>();
        }
    }

    @Test
    void everyFaultIsToldAtOnce() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Faulty.class, Injecting.class)
                .deploy(SCHEMA)
                .close());
        assertThat(refused).isInstanceOf(IllegalStateException.class);
        assertThat(refused.getMessage().lines().skip(1).map(line -> line.replaceFirst("^  \\d+\\. ", "")))
                .containsExactlyInAnyOrder(
                        "Faulty.coordinate() has @Field(\"Book\"); expected a type and a field, as Book.author.",
                        "Faulty.hidden() is private, static or final; a resolver must be a method that a bean's proxy can"
                                + " override.",
                        "Faulty.both() resolves Query.both and Book.both; give it one annotation only.",
                        "Injecting.books of type DataLoader<String, Book> cannot be injected: the ids of Book are of type"
                                + " Long; take DataLoader<Long, Book>.",
                        "Injecting.strings of type DataLoader<Long, String> cannot be injected: java.lang.String is no"
                                + " entity.",
                        "Query.book (schema.graphqls:2) and Faulty.book(boolean, String, DataLoader<Long, Book>) do not fit:"
                                + " parameter 'id': Boolean cannot hold every ID.",
                        "Query.book (schema.graphqls:2) and Faulty.book(boolean, String, DataLoader<Long, Book>) do not fit:"
                                + " parameter 'title': the field has no such argument (it has id, edition), and String is"
                                + " nothing that a request can give.",
                        "Query.book (schema.graphqls:2) and Faulty.book(boolean, String, DataLoader<Long, Book>) do not fit:"
                                + " no parameter takes the argument edition.",
                        "Query.books (schema.graphqls:3) and Faulty.books(Filter) do not fit: parameter 'filter': the"
                                + " record Filter lacks pages of Filter.",
                        "Query.unmapped (schema.graphqls:4) has no resolver; annotate a method of a bean @Query.",
                        "the result of Faulty.number() for Query.number (schema.graphqls:5) is of type String, which cannot"
                                + " be served as Int.",
                        "the result of Faulty.writer() for Query.writer (schema.graphqls:6) is of type"
                                + " CompletableFuture<List<String>>, which cannot be served as Writer.",
                        "Query.kind (schema.graphqls:7) and Faulty.kind(Kind) do not fit: parameter 'of': the enum Kind lacks"
                                + " POEM of Kind.",
                        "the result of Faulty.kind(Kind) for Query.kind (schema.graphqls:7) returns the enum Kind, of which"
                                + " the schema's Kind lacks ESSAY.",
                        "Query.twice (schema.graphqls:8) has two resolvers: Faulty.alsoTwice() and Faulty.twice().",
                        "Faulty.nowhere() resolves Query.nowhere, but Query (schema.graphqls:1) has no such field; it has"
                                + " book, books, unmapped, number, writer, kind, twice.",
                        "Faulty.noType(Book) resolves Nothing.name, but the schema has no object type Nothing.",
                        "Book.publisher (schema.graphqls:10) has no resolver, and Book has no property 'publisher'; add a"
                                + " getter, or a method annotated @Field(\"Book.publisher\").",
                        "Subscription.added (schema.graphqls:12) has no resolver; annotate a method of a bean"
                                + " @Subscription.",
                        "the property Book.writerId for Book.writerId (schema.graphqls:10) is of type long, which cannot be"
                                + " served as Boolean.");
        assertThat(refused).hasMessageStartingWith("SyncToAsync cannot start; faults: 20\n");
    }

    @Test
    void aSchemaThatCannotBeParsedIsNamedWithItsLine() {
        assertThat(catchThrowable(() -> LocalApplication.with()
                        .deploy("type Query {\n  a: String\n")
                        .close()))
                .hasMessageContaining("schema.graphqls:3");
        assertThat(catchThrowable(() -> LocalApplication.with()
                        .deploy("type Query {\n  a: Nothing\n b: Another }")
                        .close()))
                .hasMessage("""
                        SyncToAsync cannot start; faults: 2
                          1. schema.graphqls:1: The field type 'Nothing' is not present when resolving type 'Query'
                          2. schema.graphqls:1: The field type 'Another' is not present when resolving type 'Query'""");
    }

    record Filter(String name) {}

    /**
     * S05: a stage is awaited if it is the value itself, and refused inside a value, where it would never be awaited.
     */
    @Test
    void stagesInsideOfValuesAreFaults() {
        Throwable refused = catchThrowable(() -> LocalApplication.with(Staged.class)
                .deploy("type Query { list: [String] later: [String] array: [String] maybe: String holder: Holder"
                        + " fine: [String] } type Holder { names: [String] name: String }")
                .close());
        assertThat(refused.getMessage().lines().skip(1).map(line -> line.replaceFirst("^  \\d+\\. ", "")))
                .containsExactlyInAnyOrder(
                        staged("the result of Staged.list() for Query.list", "List<CompletableFuture<String>>"),
                        staged(
                                "the result of Staged.later() for Query.later",
                                "CompletableFuture<List<CompletionStage<String>>>"),
                        staged("the result of Staged.array() for Query.array", "CompletableFuture<String>[]"),
                        staged("the result of Staged.maybe() for Query.maybe", "Optional<CompletableFuture<String>>"),
                        staged("the property Holder.names for Holder.names", "List<CompletableFuture<String>>"),
                        "Holder.name (schema.graphqls:1) and Staged.names(Set<Holder>) do not fit: it returns stages, and"
                                + " nobody waits for a stage inside of a value; return the values.");
    }

    private static String staged(String source, String type) {
        return source + " (schema.graphqls:1) is of type " + type + ", and nobody waits for a stage inside of a value;"
                + " return one stage of all of it, as CompletableFuture<List<Book>>.";
    }

    record Holder(List<CompletableFuture<String>> names) {}

    @ApplicationScoped
    static class Staged {
        @Query
        List<CompletableFuture<String>> list() {
            return List.of();
        }

        @Query
        CompletableFuture<List<CompletionStage<String>>> later() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Query
        CompletableFuture<String>[] array() {
            throw new AssertionError();
        }

        @Query
        Optional<CompletableFuture<String>> maybe() {
            return Optional.empty();
        }

        @Query
        Holder holder() {
            return new Holder(List.of());
        }

        @Query
        CompletableFuture<List<String>> fine() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Batch("Holder.name")
        Map<Holder, CompletableFuture<String>> names(Set<Holder> holders) {
            return Map.of();
        }
    }

    enum Kind {
        NOVEL,
        ESSAY
    }

    @ApplicationScoped
    static class Injecting {
        @Inject
        DataLoader<String, Book> books;

        @Inject
        DataLoader<Long, String> strings;
    }

    @ApplicationScoped
    static class Faulty {
        @Field("Book")
        String coordinate() {
            return "";
        }

        @Query
        private String hidden() {
            return "";
        }

        @Query
        @Field("Book.both")
        String both() {
            return "";
        }

        @Query
        CompletableFuture<Book> book(boolean id, String title, DataLoader<Long, Book> loader) {
            return loader.load(1L);
        }

        @Query
        List<Book> books(Filter filter) {
            return List.of();
        }

        @Query
        String number() {
            return "";
        }

        @Query
        CompletableFuture<List<String>> writer() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Query
        Kind kind(Kind of) {
            return of;
        }

        @Query
        String twice() {
            return "";
        }

        @Query("twice")
        String alsoTwice() {
            return "";
        }

        @Query
        String nowhere() {
            return "";
        }

        @Field("Nothing.name")
        String noType(@Source Book book) {
            return "";
        }
    }
}
