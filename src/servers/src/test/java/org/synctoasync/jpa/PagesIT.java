package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoaderRegistry;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.jpa.library.Library;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements.Statement;

/**
 * S41: on each server and each database, pages, filters and orders need no code and send one statement for each level.
 */
class PagesIT extends ServerTest {
    private static final String INFO = " pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
    private static final int EDITIONS = 63;

    @Deployment
    static WebArchive product() {
        return Library.addTo(Product.forTests(PagesIT.class));
    }

    /**
     * Walking forwards and backwards over all pages returns each row once and in one order, also with ties and nulls.
     */
    @Test
    void everyRowComesOnce() throws Exception {
        List<String> orders = new ArrayList<>(List.of("", "orderBy: {field: NAME}, "));
        for (String field : List.of("NAME", "PRICE", "PRINTED_ON", "SOLD_AT", "FORMAT", "PAGES", "weight")) {
            orders.add("orderBy: [{field: " + field + ", direction: DESC}, {field: FORMAT}], ");
            orders.add("orderBy: [{field: FORMAT}, {field: " + field + "}], ");
        }
        for (String order : orders) {
            List<Object> forwards = walk("editions", order, "first: 10", "after", EDITIONS);
            List<Object> backwards = walk("editions", order, "last: 10", "before", EDITIONS);
            Collections.reverse(backwards);
            assertThat(backwards).as(order).isEqualTo(forwards);
        }
    }

    /** Nulls are larger than all values. */
    @Test
    void nullsAreLargest() throws Exception {
        assertThat(prices("ASC")).startsWith(-1.0).endsWith((Object) null);
        assertThat(prices("DESC")).startsWith((Object) null).endsWith(-1.0);
    }

    private List<Object> prices(String direction) throws Exception {
        Map<?, ?> connection = (Map<?, ?>) data("{ editions(first: 63, orderBy: {field: PRICE, direction: " + direction
                        + "}) { nodes { price } } }")
                .get("editions");
        List<Object> prices = new ArrayList<>();
        ((List<?>) connection.get("nodes")).forEach(node -> prices.add(((Map<?, ?>) node).get("price")));
        return prices;
    }

    /** Pages work with inheritance, text ids, embedded ids and id classes. */
    @Test
    void everyKindOfId() throws Exception {
        assertThat(walk("allItems", "orderBy: TITLE_DESC, ", "first: 1", "after", 4))
                .containsExactly("4", "3", "2", "1");
        assertThat(data("{ allTopics { nodes { code } edges { cursor } } }").toString())
                .contains("[{code=x}, {code=y}]");
        Map<?, ?> first = page("{ allShelves(first: 1) { nodes { label }" + INFO + " } }", "allShelves", 1);
        assertThat(first.toString()).contains("label=first", "hasNextPage=true");
        assertThat(page(
                                "{ allShelves(after: \"" + end(first) + "\") { nodes { label }" + INFO + " } }",
                                "allShelves",
                                1)
                        .toString())
                .contains("label=second", "hasNextPage=false", "hasPreviousPage=true");
        Map<?, ?> loan = page("{ allLoans(first: 1) { nodes { member }" + INFO + " } }", "allLoans", 1);
        assertThat(loan.toString()).contains("member=Ann");
        assertThat(page("{ allLoans(after: \"" + end(loan) + "\") { nodes { member } } }", "allLoans", 1)
                        .toString())
                .isEqualTo("{nodes=[{member=Zoe}]}");
    }

    /**
     * One statement reads a page and detects whether there are rows beyond it. It reads no rows that are not requested.
     */
    @Test
    void aPageIsOneStatement() throws Exception {
        Map<?, ?> first = page("{ editions(first: 2) { nodes { id }" + INFO + " } }", "editions", 1);
        assertThat(info(first)).containsEntry("hasNextPage", true).containsEntry("hasPreviousPage", false);
        Map<?, ?> second = page(
                "{ editions(first: 2, after: \"" + end(first) + "\") { nodes { id }" + INFO + " } }", "editions", 1);
        assertThat(second.get("nodes").toString()).isEqualTo("[{id=3}, {id=4}]");
        assertThat(info(second)).containsEntry("hasNextPage", true).containsEntry("hasPreviousPage", true);
        Map<?, ?> back = page(
                "{ editions(last: 5, before: \"" + end(second) + "\") { nodes { id }" + INFO + " } }", "editions", 1);
        assertThat(back.get("nodes").toString()).isEqualTo("[{id=1}, {id=2}, {id=3}]");
        assertThat(info(back)).containsEntry("hasNextPage", true).containsEntry("hasPreviousPage", false);
        assertThat(page("{ editions(last: 1) { nodes { id }" + INFO + " } }", "editions", 1)
                        .toString())
                .contains("id=63", "hasNextPage=false", "hasPreviousPage=true");
    }

    /**
     * The total is counted only if it is selected, by one statement. If only the total is selected, no other statement
     * is sent.
     */
    @Test
    void totals() throws Exception {
        assertThat(page("{ editions(first: 1) { totalCount } }", "editions", 1))
                .isEqualTo(Map.of("totalCount", EDITIONS));
        assertThat(page("{ editions(first: 1, where: {pages: {ge: 300}}) { totalCount nodes { id } } }", "editions", 2)
                        .toString())
                .contains("totalCount=16");
        page(
                "{ editions(first: 1) { nodes { id } ...F @skip(if: true) } } fragment F on EditionConnection { totalCount }",
                "editions",
                1);
        assertThat(page("{ allItems { totalCount } }", "allItems", 1)).isEqualTo(Map.of("totalCount", 4));
    }

    /** For twenty owners, one statement reads their pages and one counts their totals. */
    @Test
    void manyOwnersAreOneStatement() throws Exception {
        String nested =
                "nodes { id editions(first: 2, orderBy: {field: PAGES, direction: DESC}) { nodes { id pages }" + INFO;
        Map<?, ?> publishers = page("{ publishers(first: 20) { " + nested + " } } } }", "publishers", 2);
        List<?> nodes = (List<?>) publishers.get("nodes");
        assertThat(nodes).hasSize(20);
        for (Object node : nodes) {
            Map<?, ?> editions = (Map<?, ?>) ((Map<?, ?>) node).get("editions");
            List<?> two = (List<?>) editions.get("nodes");
            assertThat(two).hasSize(2);
            assertThat(two.stream().map(one -> (Integer) ((Map<?, ?>) one).get("pages")))
                    .isSortedAccordingTo(Collections.reverseOrder());
            assertThat(info(editions)).containsEntry("hasNextPage", true);
        }
        assertThat(page("{ publishers(first: 20) { " + nested + " totalCount } } } }", "publishers", 3)
                        .get("nodes")
                        .toString())
                .contains("totalCount=3");
    }

    /**
     * A page of one owner is read without a window function. It has the same rows as the page read for many owners at
     * once.
     */
    @Test
    void pagesOfOneOwnerAndOfMany() throws Exception {
        String one =
                "{ publishers(first: 1) { nodes { editions(first: 2%s) { nodes { id }" + INFO + " totalCount } } } }";
        Map<?, ?> page = editions(page(one.formatted(""), "publishers", 3));
        assertThat(page.toString()).contains("[{id=1}, {id=21}]", "totalCount=3", "hasNextPage=true");
        String after = ", after: \"" + end(page) + "\"";
        assertThat(editions(page(one.formatted(after), "publishers", 3)).toString())
                .contains("[{id=41}]", "hasNextPage=false", "hasPreviousPage=true");
        assertThat(editions(page(
                                one.replace("publishers(first: 1)", "publishers(first: 2)")
                                        .formatted(after),
                                "publishers",
                                3))
                        .toString())
                .contains("[{id=41}]", "hasNextPage=false", "hasPreviousPage=true");
        String last = one.replace("first: 2%s", "last: 1").replace("publishers(first: 1)", "publishers(first: 2)");
        assertThat(editions(page(last, "publishers", 3)).toString()).contains("[{id=41}]", "hasPreviousPage=true");
    }

    /** One statement is sent for each set of arguments, however many owners and aliases there are. */
    @Test
    void argumentSetsAreGathered() throws Exception {
        page(
                "{ publishers(first: 20) { nodes { a: editions(first: 1) { nodes { id } } b: editions(first: 1)"
                        + " { nodes { name } } c: editions(last: 1) { nodes { id } } } } }",
                "publishers",
                3);
    }

    /** Lists with arguments work in the same way, and have the order of the mapping if no order is requested. */
    @Test
    void listsWithArguments() throws Exception {
        assertThat(nodes(page("{ publishers(first: 2) { nodes { stock { id } } } }", "publishers", 2)))
                .contains("[{stock=[{id=");
        assertThat(nodes(page("{ publishers(first: 1) { nodes { stock(where: {id: 41}) { id } } } }", "publishers", 2)))
                .isEqualTo("[{stock=[{id=41}]}]");
        assertThat(nodes(page(
                        "{ publishers(first: 2) { nodes { stock(first: 1, orderBy: {field: ID, direction: DESC}) { id } } } }",
                        "publishers",
                        2)))
                .isEqualTo("[{stock=[{id=41}]}, {stock=[{id=42}]}]");
        assertThat(nodes(page("{ publishers(first: 1) { nodes { stock(first: 2) { pages } } } }", "publishers", 2)))
                .isEqualTo("[{stock=[{pages=100}, {pages=100}]}]");
    }

    /** The rows belong to the request's persistence context, so they are not read again. */
    @Test
    void rowsAreManaged() throws Exception {
        page("{ publishers(first: 3) { nodes { editions { nodes { publisher { name } } } } } }", "publishers", 2);
    }

    /** Each operator works, also with values that contain keywords or patterns of SQL. */
    @Test
    void filters() throws Exception {
        long all = count("{}");
        assertThat(all).isEqualTo(EDITIONS);
        assertThat(count("{name: {eq: \"it's\"}}")).isEqualTo(1);
        assertThat(count("{name: {eq: \"' OR 1=1 --\"}}")).isZero();
        assertThat(count("{name: {isNull: true}}") + count("{name: {isNull: false}}"))
                .isEqualTo(all);
        assertThat(count("{name: {eq: null}}"))
                .isEqualTo(count("{name: {isNull: true}}"))
                .isPositive();
        assertThat(count("{name: {in: [\"a\", null]}}"))
                .isEqualTo(count("{name: {eq: \"a\"}}") + count("{name: {eq: null}}"));
        assertThat(count("{name: {notIn: [\"a\", null]}}"))
                .isEqualTo(all - count("{name: {eq: \"a\"}}") - count("{name: {eq: null}}"));
        assertThat(count("{name: {in: []}}")).isZero();
        assertThat(count("{name: {notIn: []}}")).isEqualTo(all);
        assertThat(count("{or: []}")).isZero();
        assertThat(count("{and: []}")).isEqualTo(all);
        assertThat(count("{not: {or: []}}")).isEqualTo(all);
        assertThat(count("{not: {}}")).isZero();
        assertThat(count("{name: {ne: \"a\"}}"))
                .isEqualTo(all - count("{name: {eq: \"a\"}}") - count("{name: {eq: null}}"));
        assertThat(count("{name: {contains: \"%\"}}"))
                .isEqualTo(count("{name: {eq: \"50%\"}}"))
                .isPositive();
        assertThat(count("{name: {endsWith: \"_\"}}"))
                .isEqualTo(count("{name: {eq: \"50_\"}}"))
                .isPositive();
        assertThat(count("{name: {startsWith: \"x!\"}}"))
                .isEqualTo(count("{name: {eq: \"x!y\"}}"))
                .isPositive();
        assertThat(count("{name: {like: \"50_\"}}"))
                .isEqualTo(count("{name: {in: [\"50_\", \"50%\"]}}"))
                .isPositive();
        assertThat(count("{price: -1}")).isPositive();
        assertThat(count("{pages: {gt: 100, le: 200}}"))
                .isEqualTo(count("{pages: {eq: 200}}"))
                .isPositive();
        assertThat(count("{pages: {lt: 100}}"))
                .isEqualTo(count("{pages: {in: [0]}}"))
                .isPositive();
        assertThat(count("{format: {eq: CLOTH}}")).isPositive();
        assertThat(count("{format: {in: [CLOTH, PAPER]}}")).isEqualTo(count("{format: {isNull: false}}"));
        assertThat(count("{soldAt: {eq: \"2020-01-01T02:00:00.123456+02:00\"}}"))
                .isPositive();
        assertThat(count("{soldAt: {lt: \"2021-01-01T00:00:00Z\"}}")
                        + count("{soldAt: {ge: \"2021-01-01T00:00:00Z\"}}"))
                .isPositive()
                .isLessThan(all);
    }

    /** A filter on a referenced entity keeps rows without a reference for the other operand of an "or". */
    @Test
    void filtersOfReferredEntities() throws Exception {
        assertThat(count("{publisher: {id: 3}}")).isEqualTo(3);
        assertThat(count("{publisher: {name: \"P1\"}}")).isPositive();
        assertThat(count("{or: [{publisher: {name: \"P1\"}}, {id: 63}]}"))
                .isEqualTo(count("{publisher: {name: \"P1\"}}") + 1);
        assertThat(data("{ publishers(filter: {name: \"P1\"}, orderBy: NAME_DESC) { nodes { id } } }")
                        .toString())
                .contains("id=1}", "id=6}", "id=11}");
    }

    /** The text of a statement contains no value of a request. */
    @Test
    void valuesAreParameters() throws Exception {
        Map<?, ?> page = page("{ editions(first: 1, orderBy: {field: NAME}) {" + INFO + " } }", "editions", 1);
        List<Statement> sent = statements.during(() -> data("{ editions(orderBy: {field: NAME}, after: \"" + end(page)
                + "\", where: {or: [{name: {contains: \"evil1\"}}, {name: {in: [\"evil2\", \"evil3\"]}},"
                + " {name: {like: \"evil4\"}}, {pages: {eq: 424242}}, {price: 4242.42}, {format: {eq: CLOTH}},"
                + " {soldAt: {eq: \"2042-01-01T00:00:00Z\"}}]}) { totalCount nodes { publisher { editions"
                + "(where: {name: {startsWith: \"evil5\"}}) { totalCount nodes { id } } } } } }"));
        assertThat(sent).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sent)
                .extracting(Statement::sql)
                .allSatisfy(sql -> assertThat(sql.replace("ESCAPE '!'", "")) // the only literal
                        .doesNotContain("EVIL", "4242", "CLOTH", "2042", "'"));
    }

    /**
     * A cursor that was altered, or that belongs to another field or order, is rejected at its field, and no statement
     * is sent.
     */
    @Test
    void hostileCursors() throws Exception {
        Map<?, ?> page = page("{ editions(first: 1) {" + INFO + " } }", "editions", 1);
        String cursor = end(page);
        refuses("{ editions(after: \"" + cursor + "x\") { nodes { id } } }", "editions");
        refuses("{ editions(after: \"" + cursor.substring(1) + "\") { nodes { id } } }", "editions");
        refuses("{ editions(before: \"' OR 1=1\") { nodes { id } } }", "editions");
        refuses("{ editions(orderBy: {field: NAME}, after: \"" + cursor + "\") { nodes { id } } }", "editions");
        refuses("{ publishers(after: \"" + cursor + "\") { nodes { id } } }", "publishers");
    }

    private void refuses(String query, String field) throws Exception {
        List<GraphQLError> errors = new ArrayList<>();
        List<Statement> sent =
                statements.during(() -> errors.addAll(execute(query).getErrors()));
        assertThat(sent).isEmpty();
        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.getMessage()).contains("is no cursor of this field in this order");
            assertThat(error.getPath()).isEqualTo(List.of(field));
            assertThat(error.getExtensions()).containsEntry("code", "BAD_USER_INPUT");
        });
    }

    /** A filter may be passed as a variable. */
    @Test
    void variables() throws Exception {
        ExecutionResult result = engine.execute(ExecutionInput.newExecutionInput(
                                "query($w: EditionFilter, $n: Int) { editions(first: $n, where: $w) { nodes { id } } }")
                        .variables(Map.of("n", 2, "w", Map.of("publisher", Map.of("id", 3))))
                        .dataLoaderRegistry(new DataLoaderRegistry())
                        .build())
                .get(30, TimeUnit.SECONDS);
        assertThat(result.getErrors()).isEmpty();
        assertThat(result.<Object>getData().toString()).contains("[{id=3}, {id=23}]");
    }

    private List<Object> walk(String field, String order, String size, String cursor, int rows) throws Exception {
        boolean isForwards = cursor.equals("after");
        List<Object> seen = new ArrayList<>();
        String from = "";
        boolean hasMore = true;
        while (hasMore) {
            assertThat(seen).as("%s %s", field, order).hasSizeLessThan(rows);
            Map<?, ?> page = page(
                    "{ " + field + "(" + order + size + from + ") { edges { node { id } }" + INFO + " } }", field, 1);
            List<Object> ids = new ArrayList<>();
            ((List<?>) page.get("edges"))
                    .forEach(edge -> ids.add(((Map<?, ?>) ((Map<?, ?>) edge).get("node")).get("id")));
            Map<?, ?> info = info(page);
            assertThat(info.get(isForwards ? "hasPreviousPage" : "hasNextPage")).isEqualTo(!from.isEmpty());
            if (!isForwards) {
                Collections.reverse(ids);
            }
            seen.addAll(ids);
            hasMore = (boolean) info.get(isForwards ? "hasNextPage" : "hasPreviousPage");
            from = ", " + cursor + ": \"" + info.get(isForwards ? "endCursor" : "startCursor") + "\"";
        }
        assertThat(new HashSet<>(seen)).as("%s %s", field, order).hasSize(rows);
        assertThat(seen).hasSize(rows);
        return seen;
    }

    private long count(String filter) throws Exception {
        Map<?, ?> connection =
                (Map<?, ?>) data("{ editions(first: 100, where: " + filter + ") { totalCount nodes { id } } }")
                        .get("editions");
        long count = (Integer) connection.get("totalCount");
        assertThat((List<?>) connection.get("nodes")).as(filter).hasSize((int) count);
        return count;
    }

    private Map<?, ?> page(String query, String field, int count) throws Exception {
        List<Object> answer = new ArrayList<>();
        List<Statement> sent = statements.during(() -> answer.add(data(query).get(field)));
        assertThat(sent).as(query).hasSize(count);
        return (Map<?, ?>) answer.get(0);
    }

    private static Map<?, ?> editions(Map<?, ?> publishers) {
        return (Map<?, ?>) ((Map<?, ?>) ((List<?>) publishers.get("nodes")).get(0)).get("editions");
    }

    private static String nodes(Map<?, ?> connection) {
        return connection.get("nodes").toString();
    }

    @SuppressWarnings("unchecked") // an object of the response
    private static Map<String, Object> info(Map<?, ?> connection) {
        return (Map<String, Object>) connection.get("pageInfo");
    }

    private static String end(Map<?, ?> connection) {
        return (String) info(connection).get("endCursor");
    }
}
