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

/**
 * S41: on each server, associations need no code and send one statement for each level, independent of the number of
 * rows.
 */
class AssociationsIT extends ServerTest {
    @Inject
    private ModelLoaders models;

    @Deployment
    static WebArchive product() {
        return Product.configure(
                Library.addTo(Product.forTests(AssociationsIT.class)), "synctoasync.not-joined=Novel.shelf");
    }

    /** A to-one association to an inheritance hierarchy loads each author once, for both subclasses. */
    @Test
    void toOne() throws Exception {
        assertThat(sent(2, "{ items { author { name } } }", "items"))
                .isEqualTo(list(
                        Map.of("author", Map.of("name", "Una")),
                        Map.of("author", Map.of("name", "Una")),
                        Map.of("author", Map.of("name", "Dora")),
                        none("author")));
    }

    /** A to-many association by the foreign key has the order of @OrderBy, and only the other table is read. */
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

    /** The sample's own associations work in both directions. */
    @Test
    void bookshop() throws Exception {
        assertThat(sent(4, "{ getBook(id: 1) { writer { books { name } } reviews { stars } } }", "getBook"))
                .asString()
                .contains("books=[{name=Emma}", "reviews=[");
    }

    /** A to-one association by the other table's foreign key works in both directions. */
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

    /** A many-to-many association works in both directions and is ordered. */
    @Test
    void manyToMany() throws Exception {
        assertThat(sent(2, "{ novels { topics { name } } }", "novels"))
                .isEqualTo(list(
                        Map.of("topics", list(Map.of("name", "Art"), Map.of("name", "Zoology"))),
                        Map.of("topics", list(Map.of("name", "Zoology")))));
        assertThat(sent(2, "{ topics { items { title } } }", "topics"))
                .isEqualTo(list(Map.of("items", titles("T1", "T3")), Map.of("items", titles("T1"))));
    }

    /**
     * Collections of basic values keep the order of @OrderColumn and duplicates, and collections of embeddables work.
     */
    @Test
    void elementCollections() throws Exception {
        assertThat(sent(3, "{ items { tags notes { page text } } }", "items").subList(0, 2))
                .isEqualTo(list(
                        Map.of(
                                "tags", List.of("c", "b", "c"),
                                "notes", list(Map.of("page", 3, "text", "early"), Map.of("page", 9, "text", "late"))),
                        Map.of("tags", List.of("a"), "notes", List.of())));
    }

    /** Embeddables that were read are not written. */
    @Test
    void elementCollectionsDoNotDisturbWriting() throws Exception {
        assertThat(data("mutation { rename(id: 3, title: \"T3\") { notes { text } } }")
                        .toString())
                .isEqualTo("{rename={notes=[{text=only}]}}");
        assertThat(data("{ items { notes { text } } novels { title } }")).isNotEmpty();
    }

    /** Embedded ids work for to-one associations and, with a join table, for to-many associations with @OrderColumn. */
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

    /** Id classes work, also with an association in the id. */
    @Test
    void idClasses() throws Exception {
        assertThat(sent(3, "{ loans { stamps item { title } } }", "loans"))
                .isEqualTo(list(
                        Map.of("stamps", List.of("out", "back"), "item", Map.of("title", "T1")),
                        Map.of("stamps", List.of("out"), "item", Map.of("title", "T2"))));
    }

    /** One statement loads all subclasses with all their attributes. */
    @Test
    void inheritance() throws Exception {
        String query = "{ itemsById(ids: [4, 1, 99]) { title ... on Novel { pages } ... on Atlas { maps } } }";
        assertThat(sent(1, query, "itemsById"))
                .isEqualTo(list(Map.of("title", "T4", "maps", 40), Map.of("title", "T1", "pages", 100), (Object) null));
    }

    /** A lazily mapped basic attribute is read when it is selected, for all rows at once. */
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

    /**
     * If only the id of a to-one association is selected, its value comes from the foreign key. Fragments and aliases
     * are merged.
     */
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

    /** An entity in the persistence context is not fetched again. */
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

    /** Aliases and fragments share the statements of their level, however different their sub-selections are. */
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

    /** If several root fields select the same rows, their associations also share one statement for each level. */
    @Test
    void rootFieldsAreMerged() throws Exception {
        assertThat(statements.byField(() -> data("{ a: people { items { id } } b: people { items { id } } }")))
                .containsExactly(entry("Query.people", 2), entry("DataLoader Person.items", 1));
    }

    /** S42: an application's batch method is called once for each set of arguments, for all rows. */
    @Test
    void argumentsAreKeptApart() throws Exception {
        String query = "{ people { a: itemsFrom(title: \"T2\") { title } b: itemsFrom(title: \"T9\") { title }"
                + " ...F } } fragment F on Person { c: itemsFrom(title: \"T2\") { title } }";
        assertThat(statements.byField(() -> data(query)))
                .containsExactly(entry("Query.people", 1), entry("Person.itemsFrom", 2));
        assertThat(sent(3, query, "people").get(1)).hasToString("{a=[{title=T3}], b=null, c=[{title=T3}]}");
    }

    /**
     * Shows why unselected columns are not left out: EclipseLink reads such a column by a statement for each row if
     * anything uses it.
     */
    @Test
    void columnsThatAreLeftOutComeRowByRow() throws Exception {
        assertThat(sent(1, "{ peoplePartly { id } }", "peoplePartly")).hasSize(3);
        assertThat(sent(1 + 3, "{ peoplePartly { name } }", "peoplePartly")).hasSize(3);
    }

    /** An association that cannot be loaded for all rows at once is reported with a remedy. */
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

    /**
     * An association read through its getter has its value all the same, and its statements are attributed to the
     * field.
     */
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

    /** Selected to-one attributes are joined to a query that a resolver returns unsent. */
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

    /** An attribute is not joined if it is not selected or if the row itself contains its value. */
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

    /** Not joined: attributes named by a setting, attributes with subclasses, and attributes of native SQL queries. */
    @Test
    void whatIsNotJoinedHasItsOwnStatement() throws Exception {
        assertThat(sent(2, "{ unsentNovels { shelf { label } } }", "unsentNovels"))
                .hasSize(2);
        assertThat(sent(2, "{ unsentCovers { item { title } } }", "unsentCovers"))
                .isEqualTo(list(Map.of("item", Map.of("title", "T1")), Map.of("item", Map.of("title", "T3"))));
        assertThat(sent(2, "{ nativeNovels { author { name } } }", "nativeNovels"))
                .isEqualTo(list(Map.of("author", Map.of("name", "Una")), Map.of("author", Map.of("name", "Dora"))));
    }

    /** A resolver may return a query of any type, or null. A query for a single value may have at most one row. */
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
