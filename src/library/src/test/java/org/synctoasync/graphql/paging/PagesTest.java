package org.synctoasync.graphql.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQLError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synctoasync.testing.LocalApplication;

/**
 * Connections without code: the arguments that clients may use, the rows that are read, and the schemas that do not
 * fit.
 */
class PagesTest {
    private static final String TYPES = """
            type Book { id: ID! name: String! }
            type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! totalCount: Int! }
            type BookEdge { node: Book! cursor: String! }
            type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
            input BookFilter { and: [BookFilter!] or: [BookFilter!] not: BookFilter id: ID name: Text writer: WriterFilter }
            input WriterFilter { name: String }
            input Text { eq: String in: [String!] like: String isNull: Boolean }
            enum BookOrder { NAME_ASC NAME_DESC ID }
            """;

    private static final String SCHEMA = TYPES + """
            type Query {
              books(first: Int, after: String, last: Int, before: String, where: BookFilter, orderBy: [BookOrder!]): BookConnection!
            }
            """;

    private final LocalApplication application = LocalApplication.with()
            .setting("synctoasync.page-size", "4")
            .setting("synctoasync.max-page-size", "7")
            .deploy(SCHEMA);

    @AfterEach
    void undeploy() {
        application.close();
    }

    /** The first page and its page info, with one read. */
    @Test
    void pages() throws Exception {
        assertThat(application.data(
                        "{ books(first: 2, after: \"c3\") { edges { cursor node { name } } pageInfo { hasNextPage"
                                + " hasPreviousPage startCursor endCursor } } }"))
                .isEqualTo(Map.of(
                        "books",
                        Map.of(
                                "edges",
                                List.of(
                                        Map.of("cursor", "c4", "node", Map.of("name", "Book 4")),
                                        Map.of("cursor", "c5", "node", Map.of("name", "Book 5"))),
                                "pageInfo",
                                Map.of(
                                        "hasNextPage",
                                        true,
                                        "hasPreviousPage",
                                        true,
                                        "startCursor",
                                        "c4",
                                        "endCursor",
                                        "c5"))));
        assertThat(application.batches()).hasSize(1);
    }

    /**
     * Without a requested length, a page has the default size, and no further row is read unless page info is
     * requested.
     */
    @Test
    void usualSize() throws Exception {
        assertThat(application.data("{ books { nodes { id } } }").toString())
                .isEqualTo("{books={nodes=[{id=1}, {id=2}, {id=3}, {id=4}]}}");
        assertThat(application.batches()).singleElement().asString().endsWith("isInclusive=false, most=4]");
    }

    /** Without a requested length, a page costs its default size. */
    @ParameterizedTest
    @CsvSource({"9, true", "8, false"})
    void aPageCostsItsUsualSize(String most, boolean isExecuted) throws Exception {
        try (LocalApplication bounded = LocalApplication.with()
                .setting("synctoasync.page-size", "4")
                .setting("synctoasync.max-cost", most)
                .deploy(SCHEMA)) {
            assertThat(bounded.execute("{ books { nodes { id } } }").isDataPresent())
                    .isEqualTo(isExecuted);
            assertThat(bounded.execute("{ books(first: null, where: {name: {in: [\"a\", \"b\"]}}) { nodes { id } } }")
                            .isDataPresent())
                    .isEqualTo(isExecuted);
        }
    }

    /** Selections through aliases and fragments are recognized. */
    @Test
    void aliasesAndFragmentsSelect() throws Exception {
        assertThat(application.data("{ books(first: 9) @skip(if: true) { totalCount } b: books(first: 2) { ...F } }"
                        + " fragment F on BookConnection { p: pageInfo { n: hasNextPage } }"))
                .isEqualTo(Map.of("b", Map.of("p", Map.of("n", true))));
        assertThat(application.batches()).singleElement().asString().endsWith("most=3]");
    }

    /** Rows are counted if their count is selected and not skipped; rows are not read for the count alone. */
    @Test
    void totals() throws Exception {
        application.data("{ books { nodes { id } ...F @skip(if: true) } } fragment F on BookConnection { totalCount }");
        assertThat(application.batches()).singleElement().asString().startsWith("PageRequest");
        assertThat(application.data("{ books { totalCount } }")).isEqualTo(Map.of("books", Map.of("totalCount", 9)));
        assertThat(application.batches()).hasSize(2).last().asString().startsWith("And");
    }

    /** Fields with the same arguments share one read; others do not. */
    @Test
    void sameArgumentsAreReadOnce() throws Exception {
        application.data("{ a: books(first: 2) { nodes { id } } b: books(first: 2) { edges { cursor } }"
                + " c: books(first: 3) { nodes { id } } d: books(first: 2, where: {id: 1}) { nodes { id } } }");
        assertThat(application.batches()).hasSize(3);
    }

    /** A page of no rows reads nothing. */
    @Test
    void noRows() throws Exception {
        assertThat(application
                        .data("{ books(first: 0) { nodes { id } pageInfo { endCursor } } }")
                        .toString())
                .contains("nodes=[]", "endCursor=null");
        assertThat(application.batches()).isEmpty();
    }

    /** Errors name the argument and the allowed values, at the field's path. Nothing is read. */
    @Test
    void refusals() throws Exception {
        refuses("first: -1", "the argument 'first' is -1; take a number from 0 to 7");
        refuses("first: 8", "the argument 'first' is 8; take a number from 0 to 7");
        refuses("last: 8", "the argument 'last' is 8; take a number from 0 to 7");
        refuses("after: \"x\"", "the argument 'after' is no cursor of this field in this order");
        refuses("before: \"\"", "the argument 'before' is no cursor of this field in this order");
        refuses("where: {name: null}", "name is null, which filters nothing; leave it out");
        refuses("where: {not: null}", "not is null, which filters nothing; leave it out");
        refuses("where: {writer: null}", "writer is null, which filters nothing; leave it out");
        for (String pattern : List.of("a\\", "\\a", "\\\\\\", "\\%\\")) {
            refuses(
                    "where: {name: {like: \"" + pattern.replace("\\", "\\\\") + "\"}}",
                    "like has a backslash that does not stand before %, _ or a backslash");
        }
        refuses("where: {name: {like: null}}", "like is null, which filters nothing; leave it out");
        refuses("where: {id: \"x\"}", "the ID 'x' is no Long");
        refuses("where: {name: {eq: \"\\u0000\"}}", "the character U+0000 is in no text of the database");
        String many = "\"a\",".repeat(600);
        refuses(
                "where: {and: [{name: {in: [" + many.replace("a", "b") + "]}}]}",
                null); // repeated equal values count as one
        refuses("where: {or: [" + "{name: {eq: \"a\"}},".repeat(1001) + "]}", "the filter has more than 1000 values");
    }

    private void refuses(String arguments, String message) throws Exception {
        int before = application.batches().size();
        List<GraphQLError> errors = application
                .execute("{ books(" + arguments + ") { nodes { id } } }")
                .getErrors();
        if (message == null) {
            assertThat(errors).isEmpty();
            return;
        }
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.getMessage()).isEqualTo(message);
            assertThat(error.getPath()).isEqualTo(List.of("books"));
            assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
        });
        assertThat(application.batches()).hasSize(before);
    }

    /** The conditions and orders that filters and order arguments produce. */
    @Test
    void conditions() throws Exception {
        assertThat(asked("where: {id: 7, name: {in: [\"a\", \"b\"], isNull: false}}"))
                .contains(
                        "Test[path=[id], operator=EQ, value=7]",
                        "operator=IN, value=[a, b]",
                        "Not[condition=Test[path=[name]");
        assertThat(asked("where: {or: [{writer: {name: \"x\"}}, {not: {name: {eq: null}}}]}"))
                .contains(
                        "Or[any=[Test[path=[writer, name], operator=EQ, value=x], Not[condition=Test[path=[name], operator=IS_NULL");
        assertThat(asked("orderBy: [NAME_DESC, ID, NAME_ASC]"))
                .contains(
                        "order=[OrderTerm[path=[name], isDescending=true], OrderTerm[path=[id], isDescending=false]]");
    }

    private String asked(String arguments) throws Exception {
        application.data("{ books(" + arguments + ") { nodes { id } } }");
        return application.batches().get(application.batches().size() - 1);
    }

    /** One message reports all faults of the schema. */
    @Test
    void faults() {
        assertThatThrownBy(() -> LocalApplication.with()
                        .setting("synctoasync.page-size", "200")
                        .deploy("""
                                type Query {
                                  books(first: String, limit: Int, where: BookFilter, orderBy: BookOrder): BookConnection!
                                  things: ThingConnection
                                }
                                type Thing { id: ID! }
                                type ThingConnection { edges: [ThingEdge] pageInfo: PageInfo! }
                                type ThingEdge { node: Thing cursor: String! }
                                type Book { id: ID! name: String! colour: String }
                                type BookConnection { edges: BookEdge! nodes: [String!] info: PageInfo! totalCount: String extra: Int }
                                type BookEdge { node: Book! cursor: Int! at: Int }
                                type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! }
                                input BookFilter { colour: String id: Boolean name: Text writer: String or: BookFilter }
                                input Text { eq: Int like: String near: String in: String }
                                enum BookOrder { NAME COLOUR WRITER_ASC }
                                """))
                .hasMessageContainingAll(
                        "page-size is 200 and synctoasync.max-page-size 100",
                        "The argument 'first' of Query.books (schema.graphqls:2) is String; known are first: Int",
                        "The argument 'limit' of Query.books (schema.graphqls:2) is Int; known are",
                        "Query.things (schema.graphqls:3) has no resolver, and no entity is a Thing",
                        "BookConnection.edges (schema.graphqls:9) is part of a connection, and BookEdge!; take [BookEdge]",
                        "BookConnection.nodes (schema.graphqls:9) is part of a connection, and [String!]; take [Book]",
                        "BookConnection.info (schema.graphqls:9) is part of a connection, of which it is no field",
                        "BookConnection.extra (schema.graphqls:9) is part of a connection, of which it is no field",
                        "BookConnection.totalCount (schema.graphqls:9) is part of a connection, and String; take Int or Long",
                        "BookConnection (schema.graphqls:9) is a connection and has no pageInfo: PageInfo!",
                        "BookEdge.at (schema.graphqls:10)",
                        "BookEdge.cursor (schema.graphqls:10) is part of a connection, and Int!; take ID or String",
                        "Book.colour (schema.graphqls:8) has no resolver",
                        "BookFilter.colour (schema.graphqls:12) filters no Book: it has no such attribute",
                        "BookFilter.id (schema.graphqls:12) filters no Book: Long cannot hold every Boolean",
                        "BookFilter.writer (schema.graphqls:12) filters no Book: it is Writer, and String cannot say which",
                        "BookFilter.or (schema.graphqls:12) filters no Book",
                        "Text.eq (schema.graphqls:13) does not fit BookFilter.name (schema.graphqls:12): String cannot hold every Int",
                        "Text.near (schema.graphqls:13) does not fit BookFilter.name (schema.graphqls:12): there is no such operator",
                        "Text.in (schema.graphqls:13) does not fit BookFilter.name (schema.graphqls:12): it takes one value; take a list",
                        "BookOrder.COLOUR orders no Book",
                        "BookOrder.WRITER_ASC orders no Book");
    }
}
