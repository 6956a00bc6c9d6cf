package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.jpa.library.Box;
import org.synctoasync.jpa.library.Library;
import org.synctoasync.jpa.library.Origin;
import org.synctoasync.jpa.library.Person;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements.Statement;

/** S41: associations need no code, and send one statement a level, whatever the number of rows; inside each server. */
class AssociationsIT extends ServerTest {
    @Inject
    private ModelLoaders models;

    @Deployment
    static WebArchive product() {
        return Product.configure(
                Library.addTo(Product.forTests(AssociationsIT.class)), "synctoasync.not-joined=Novel.shelf");
    }

    /** To-one, of an inheritance: each author comes once, for both subclasses. */
    @Test
    void toOne() throws Exception {
        assertThat(sent(2, "{ items { author { name } } }", "items"))
                .isEqualTo(list(
                        Map.of("author", Map.of("name", "Una")),
                        Map.of("author", Map.of("name", "Una")),
                        Map.of("author", Map.of("name", "Dora")),
                        none("author")));
    }

    /** To-many by the foreign key, in the order of @OrderBy; only the other table is read. */
    @Test
    void toMany() throws Exception {
        assertThat(sent(2, "{ people { items { title } } }", "people"))
                .isEqualTo(list(
                        Map.of("items", titles("T2", "T1")),
                        Map.of("items", titles("T3")),
                        Map.of("items", List.of())));
        assertThat(statements.during(() -> data("{ people { items { title } } }")))
                .extracting(Statement::sql)
                .noneMatch(sql -> sql.contains("LIB_ITEM") && sql.contains("LIB_PERSON"));
    }

    /** The sample's own associations, both directions. */
    @Test
    void bookshop() throws Exception {
        assertThat(sent(4, "{ getBook(id: 1) { writer { books { name } } reviews { stars } } }", "getBook"))
                .asString()
                .contains("books=[{name=Emma}", "reviews=[");
    }

    /** To-one by the other table's foreign key, both directions. */
    @Test
    void oneToOne() throws Exception {
        assertThat(sent(2, "{ items { cover { color } } }", "items"))
                .isEqualTo(list(
                        Map.of("cover", Map.of("color", "red")),
                        none("cover"),
                        Map.of("cover", Map.of("color", "blue")),
                        none("cover")));
        assertThat(sent(2, "{ covers { item { title ... on Novel { pages } } } }", "covers"))
                .isEqualTo(list(
                        Map.of("item", Map.of("title", "T1", "pages", 100)),
                        Map.of("item", Map.of("title", "T3", "pages", 300))));
    }

    /** Many-to-many, both directions, ordered. */
    @Test
    void manyToMany() throws Exception {
        assertThat(sent(2, "{ novels { topics { name } } }", "novels"))
                .isEqualTo(list(
                        Map.of("topics", list(Map.of("name", "Art"), Map.of("name", "Zoology"))),
                        Map.of("topics", list(Map.of("name", "Zoology")))));
        assertThat(sent(2, "{ topics { items { title } } }", "topics"))
                .isEqualTo(list(Map.of("items", titles("T1", "T3")), Map.of("items", titles("T1"))));
    }

    /** Collections of basic values in the order of @OrderColumn, twice the same value too; and of embeddables. */
    @Test
    void elementCollections() throws Exception {
        assertThat(sent(3, "{ items { tags notes { page text } } }", "items").subList(0, 2))
                .isEqualTo(list(
                        Map.of(
                                "tags", List.of("c", "b", "c"),
                                "notes", list(Map.of("page", 3, "text", "early"), Map.of("page", 9, "text", "late"))),
                        Map.of("tags", List.of("a"), "notes", List.of())));
    }

    /** Embeddables that were read are no part of what is written. */
    @Test
    void elementCollectionsDoNotDisturbWriting() throws Exception {
        assertThat(data("mutation { rename(id: 3, title: \"T3\") { notes { text } } }")
                        .toString())
                .isEqualTo("{rename={notes=[{text=only}]}}");
        assertThat(data("{ items { notes { text } } novels { title } }")).isNotEmpty();
    }

    /** Embedded ids: to-one, to-many with @OrderColumn, by a join table. */
    @Test
    void embeddedIds() throws Exception {
        assertThat(sent(2, "{ items { shelf { label } } }", "items").subList(0, 3))
                .isEqualTo(list(
                        Map.of("shelf", Map.of("label", "first")),
                        Map.of("shelf", Map.of("label", "first")),
                        Map.of("shelf", Map.of("label", "second"))));
        assertThat(sent(3, "{ shelves { items { title } keepers { name } } }", "shelves"))
                .isEqualTo(list(
                        Map.of(
                                "items", titles("T2", "T1"),
                                "keepers", list(Map.of("name", "Dora"), Map.of("name", "Una"))),
                        Map.of("items", titles("T3"), "keepers", list(Map.of("name", "Dora")))));
    }

    /** Id classes, with an association in the id. */
    @Test
    void idClasses() throws Exception {
        assertThat(sent(3, "{ loans { stamps item { title } } }", "loans"))
                .isEqualTo(list(
                        Map.of("stamps", List.of("out", "back"), "item", Map.of("title", "T1")),
                        Map.of("stamps", List.of("out"), "item", Map.of("title", "T2"))));
    }

    /** Subclasses come by one statement, whole. */
    @Test
    void inheritance() throws Exception {
        String query = "{ itemsById(ids: [4, 1, 99]) { title ... on Novel { pages } ... on Atlas { maps } } }";
        assertThat(sent(1, query, "itemsById"))
                .isEqualTo(list(Map.of("title", "T4", "maps", 40), Map.of("title", "T1", "pages", 100), (Object) null));
    }

    /** What is mapped as lazy is read when it is selected, for all rows at once. */
    @Test
    void lazyBasics() throws Exception {
        assertThat(sent(2, "{ novels { blurb } }", "novels"))
                .isEqualTo(list(Map.of("blurb", "B1"), Map.of("blurb", "B3")));
        assertThat(statements.during(() -> data("{ novels { title } }")))
                .extracting(Statement::sql)
                .singleElement()
                .asString()
                .doesNotContain("BLURB");
    }

    /** A to-one of which only the id is selected is known from the foreign key, fragments and aliases merged. */
    @Test
    void foreignKeysCostNothing() throws Exception {
        assertThat(sent(1, "{ novels { author { id } } }", "novels"))
                .isEqualTo(list(Map.of("author", Map.of("id", "1")), Map.of("author", Map.of("id", "2"))));
        assertThat(sent(
                        1,
                        "{ novels { author { ...F __typename } author { ... { key: id } } } }"
                                + " fragment F on Person { id }",
                        "novels"))
                .hasSize(2);
        assertThat(sent(
                        1,
                        "{ novels { author { id name @skip(if: true) ... @include(if: false) { name } } } }",
                        "novels"))
                .hasSize(2);
        assertThat(sent(2, "{ novels { author { id } author { ... { name } } } }", "novels"))
                .hasSize(2);
    }

    /** What the persistence context holds is not fetched again. */
    @Test
    void whatIsHeldCostsNothing() throws Exception {
        assertThat(sent(2, "{ people { items { author { name } } } }", "people"))
                .hasSize(3);
        assertThat(sent(
                        4,
                        "{ people { items { author { items { author { name } } } shelf { items { id } } } } }",
                        "people"))
                .hasSize(3);
    }

    /** Aliases and fragments share the statements of their level, however different what they select below is. */
    @Test
    void aliasesAndFragmentsAreMerged() throws Exception {
        assertThat(sent(2, "{ people { a: items { id } b: items { title } } }", "people"))
                .hasSize(3);
        String fragments = "{ items { ...A ... on Novel { author { name } } ... { a: author { name } } } }"
                + " fragment A on Item { b: author { id name items { title } } }";
        assertThat(statements.byField(() -> data(fragments)))
                .containsExactly(
                        entry("Query.items", 1), entry("DataLoader Person", 1), entry("DataLoader Person.items", 1));
    }

    /** The same rows under several root fields come by one statement a level, too. */
    @Test
    void rootFieldsAreMerged() throws Exception {
        assertThat(statements.byField(() -> data("{ a: people { items { id } } b: people { items { id } } }")))
                .containsExactly(entry("Query.people", 2), entry("DataLoader Person.items", 1));
    }

    /** S42: a batch method of one's own is called once for each set of arguments, for all rows. */
    @Test
    void argumentsAreKeptApart() throws Exception {
        String query = "{ people { a: itemsFrom(title: \"T2\") { title } b: itemsFrom(title: \"T9\") { title }"
                + " ...F } } fragment F on Person { c: itemsFrom(title: \"T2\") { title } }";
        assertThat(statements.byField(() -> data(query)))
                .containsExactly(entry("Query.people", 1), entry("Person.itemsFrom", 2));
        assertThat(sent(3, query, "people").get(1)).hasToString("{a=[{title=T3}], b=null, c=[{title=T3}]}");
    }

    /** Why no column is left out that is not selected: EclipseLink reads it by a statement for each row, if anyone does. */
    @Test
    void columnsThatAreLeftOutComeRowByRow() throws Exception {
        assertThat(sent(1, "{ peoplePartly { id } }", "peoplePartly")).hasSize(3);
        assertThat(sent(1 + 3, "{ peoplePartly { name } }", "peoplePartly")).hasSize(3);
    }

    /** What cannot be loaded for all rows at once is told, with the remedy. */
    @Test
    void whatIsReadRowByRowIsTold() {
        assertThat(models.flaw(Box.class, "labels"))
                .isEqualTo("is a map, so that its getter reads it, by a statement for each row; resolve it by a method"
                        + " with @Batch");
        assertThat(models.flaw(Origin.class, "donor")).startsWith("is inside an embeddable, so that its getter reads");
        assertThat(models.flaw(Box.class, "seal"))
                .startsWith("is not lazy, so that")
                .contains("say fetch = LAZY");
        assertThat(models.flaw(Person.class, "items")).isNull();
        assertThat(models.flaw(Person.class, "name")).isNull();
        assertThat(models.flaw(String.class, "bytes")).isNull();
    }

    /** What is left to its getter has its value all the same, and its statements are the field's. */
    @Test
    void gettersReadRowByRow() throws Exception {
        assertThat(sent(1 + 12 + 12, "{ boxes { labels } }", "boxes").get(1)).hasToString("{labels=[L2]}");
        assertThat(sent(1 + 12 + 3, "{ boxes { owner } }", "boxes").get(0)).hasToString("{owner=Dora}");
        assertThat(sent(1 + 12 + 3, "{ boxes { origin { donor { name } } } }", "boxes")
                        .get(0))
                .hasToString("{origin={donor={name=Trix}}}");
        assertThat(statements.byField(() -> data("{ boxes { seal { text } labels owner origin { donor { name } } } }")))
                .containsEntry("Query.boxes", 1 + 12)
                .containsEntry("Box.labels", 12);
    }

    /** To-one attributes that are selected come with the rows of a query that a resolver returns unsent. */
    @Test
    void toOneIsJoinedToUnsentQueries() throws Exception {
        assertThat(sent(1, "{ unsentNovels { author { name } } }", "unsentNovels"))
                .isEqualTo(list(Map.of("author", Map.of("name", "Una")), Map.of("author", Map.of("name", "Dora"))));
        assertThat(sent(
                        1,
                        "{ unsentNovel(title: \"T3\") { ...F } } fragment F on Novel { a: author { b: name } }",
                        "unsentNovel"))
                .isEqualTo(list(Map.of("a", Map.of("b", "Dora"))));
        assertThat(sent(2, "{ unsentNovels { author { name items { title } } } }", "unsentNovels"))
                .hasSize(2);
        assertThat(sent(1, "{ unsentBook(id: 1) { writer { name } } }", "unsentBook"))
                .hasToString("[{writer={name=Jane Austen}}]");
        assertThat(sent(1, "{ unsentReviews { book { name writer { name } } } }", "unsentReviews"))
                .hasSize(3)
                .asString()
                .contains("writer={name=");
    }

    /** Nothing is joined that is not selected, nor what the row itself tells. */
    @Test
    void whatIsNotSelectedIsNotJoined() throws Exception {
        for (String selection : List.of("title", "author { id }", "author { name @skip(if: true) id }")) {
            assertThat(statements.during(() -> data("{ unsentNovels { " + selection + " } }")))
                    .extracting(Statement::sql)
                    .singleElement()
                    .asString()
                    .doesNotContainIgnoringCase("LIB_PERSON");
        }
    }

    /** Not joined: what a setting names, what has subclasses, what a statement in SQL reads. */
    @Test
    void whatIsNotJoinedHasItsOwnStatement() throws Exception {
        assertThat(sent(2, "{ unsentNovels { shelf { label } } }", "unsentNovels"))
                .hasSize(2);
        assertThat(sent(2, "{ unsentCovers { item { title } } }", "unsentCovers"))
                .isEqualTo(list(Map.of("item", Map.of("title", "T1")), Map.of("item", Map.of("title", "T3"))));
        assertThat(sent(2, "{ nativeNovels { author { name } } }", "nativeNovels"))
                .isEqualTo(list(Map.of("author", Map.of("name", "Una")), Map.of("author", Map.of("name", "Dora"))));
    }

    /** A query may be of anything, and of nothing; one value is what has one row. */
    @Test
    void unsentQueriesGiveRowsOrOneValue() throws Exception {
        assertThat(sent(1, "{ unsentTitles }", "unsentTitles")).isEqualTo(List.of("T1", "T3"));
        assertThat(data("{ unsentNovel(title: \"T9\") { title } }")).isEqualTo(none("unsentNovel"));
        assertThat(data("{ unsentNovel(title: \"\") { title } }")).isEqualTo(none("unsentNovel"));
        assertThat(execute("{ unsentNovel(title: \"T%\") { title } }").getErrors())
                .singleElement()
                .extracting(error -> error.getExtensions().get("code"))
                .isEqualTo("INTERNAL_ERROR");
    }

    private List<?> sent(int count, String query, String field) throws Exception {
        List<Object> answer = new ArrayList<>();
        List<Statement> sent = statements.during(() -> answer.add(data(query).get(field)));
        assertThat(sent).as(query).hasSize(count);
        return answer.get(0) instanceof List<?> several ? several : answer;
    }

    private static List<Object> titles(String... titles) {
        return Arrays.stream(titles)
                .<Object>map(title -> Map.of("title", title))
                .toList();
    }

    private static List<Object> list(Object... elements) {
        return Arrays.asList(elements);
    }

    private static Map<String, Object> none(String field) {
        Map<String, Object> none = new java.util.HashMap<>();
        none.put(field, null);
        return none;
    }
}
