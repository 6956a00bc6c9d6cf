package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Tests the delivered product from outside. */
@RunsOn.Crosswise
@ExtendWith(ArquillianExtension.class)
class EndpointIT {
    private static final String NEWEST = "The Adventures of Sherlock Holmes";

    private final Http http = Http.onServer();

    @Deployment(testable = false)
    static WebArchive product() {
        return Product.war();
    }

    /** S01: the description's first query, word for word, returns the newest book. */
    @Test
    void latestBookNameIsAnswered() throws Exception {
        assertThat(http.query("{ latestBookName }")).isEqualTo(data(Map.of("latestBookName", NEWEST)));
    }

    /** S34: the description's second query, word for word, returns the book and its author's name. */
    @Test
    void getBookIsAnswered() throws Exception {
        assertThat(http.query("query { getBook(id: 1) { name author } }"))
                .isEqualTo(data(Map.of("getBook", book("Pride and Prejudice", "Jane Austen"))));
    }

    /** S34: three aliases return three books. */
    @Test
    void aliasesAreAnsweredEachWithItsOwnBook() throws Exception {
        assertThat(http.query("{ a: getBook(id: 1) { name } b: getBook(id: 2) { name } c: getBook(id: 3) { name } }"))
                .isEqualTo(data(Map.of(
                        "a", Map.of("name", "Pride and Prejudice"),
                        "b", Map.of("name", "Moby-Dick"),
                        "c", Map.of("name", "Crime and Punishment"))));
    }

    /** S35: an id without a book returns null and no error. */
    @Test
    void anUnknownBookIsNull() throws Exception {
        assertThat(http.postQuery("{ getBook(id: 99999) { name } }").body()).isEqualTo("{\"data\":{\"getBook\":null}}");
    }

    /** The sample's connections, filters and orders work as a user tries them in GraphiQL. */
    @Test
    void pagesAreAnswered() throws Exception {
        String query = "{ books(first: 2, where: { writer: { name: { eq: \"Jane Austen\" } } }, orderBy: [NAME_ASC]) {"
                + " edges { node { name } } pageInfo { hasNextPage } totalCount }"
                + " authors(first: 1) { edges { node { name books { name } } } } }";
        assertThat(http.postQuery(query).body())
                .contains("{\"edges\":[{\"node\":{\"name\":\"Emma\"}},{\"node\":{\"name\":\"")
                .contains("\"pageInfo\":{\"hasNextPage\":true}")
                .contains("\"authors\":{\"edges\":[{\"node\":{\"name\":\"Jane Austen\",\"books\":[{\"name\":\"Emma\"}");
    }

    /** The sample's constraints report one error for each violation, and nothing is written. */
    @Test
    void reviewsAreAddedIfTheyFit() throws Exception {
        assertThat(http.postQuery("mutation { addReview(book: 100, stars: 6, text: \" \") { id } }")
                        .body())
                .contains("\"argument\":\"stars\",\"constraint\":\"Max\"")
                .contains("\"argument\":\"text\",\"constraint\":\"NotBlank\"")
                .contains("\"data\":{\"addReview\":null}");
        assertThat(http.postQuery("mutation { addReview(book: 99999, stars: 5, text: \"Good\") { id } }")
                        .body())
                .isEqualTo("{\"data\":{\"addReview\":null}}");
        assertThat(http.postQuery("mutation { addReview(book: 100, stars: 5, text: \"Good\") { stars book { id } } }")
                        .body())
                .isEqualTo("{\"data\":{\"addReview\":{\"stars\":5,\"book\":{\"id\":\"100\"}}}}");
    }

    /** S04: tools can read the schema. */
    @Test
    void introspectionIsAnswered() throws Exception {
        HttpResponse<String> answer = http.postQuery(IntrospectionQuery.INTROSPECTION_QUERY);
        assertThat(Http.json(answer)).containsOnlyKeys("data");
        assertThat(answer.body()).contains("\"latestBookName\"");
    }

    /** Non-ASCII letters arrive unchanged in both directions. */
    @Test
    void lettersBeyondAsciiArrive() throws Exception {
        assertThat(http.postQuery("{ getBook(id: 8) { author } }").body())
                .isEqualTo("{\"data\":{\"getBook\":{\"author\":\"Charlotte Brontë\"}}}");
        String quotedInAnError = "{ getBook(id: \"Brontë\") { author } }";
        assertThat(http.postQuery(quotedInAnError).body()).contains("Brontë");
        assertThat(http.getQuery(quotedInAnError).body()).contains("Brontë");
    }

    /** A query may be sent by GET. */
    @Test
    void getIsAnswered() throws Exception {
        HttpResponse<String> answer = http.getQuery("{ latestBookName }");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer)).isEqualTo(data(Map.of("latestBookName", NEWEST)));
    }

    /** A media type that another site's form can send without permission is rejected. */
    @Test
    void plainTextIsRefused() throws Exception {
        assertRefused(415, http.post("text/plain", "{\"query\":\"{ latestBookName }\"}"));
    }

    /** A body that is not JSON is reported as the client's fault. */
    @Test
    void malformedJsonIsRefused() throws Exception {
        assertRefused(400, http.post("application/json", "{\"query\": "));
    }

    /** A body beyond the limit is rejected. */
    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        assertRefused(413, http.postQuery("{ latestBookName } #" + "x".repeat(1_048_576)));
    }

    /** GraphiQL is the page at the root. */
    @Test
    void graphiqlIsTheRootPage() throws Exception {
        HttpResponse<String> page = http.get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).get().asString().startsWith("text/html");
        assertThat(page.body()).contains("GraphiQL</title>");
    }

    /**
     * All pages, their resources, GraphQL responses and rejections carry the policy that forbids browsers to load
     * anything from other hosts.
     */
    @Test
    void everyAnswerBearsThePolicy() throws Exception {
        HttpResponse<String> page = http.get("");
        Matcher script = Pattern.compile("src=\"/?([^\"]+\\.js)\"").matcher(page.body());
        assertThat(script.find()).as(page.body()).isTrue();
        assertPolicy(page);
        assertPolicy(http.get(script.group(1)));
        assertPolicy(http.postQuery("{ latestBookName }"));
        assertPolicy(http.post("text/plain", ""));
    }

    private static void assertRefused(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Http.json(answer)).containsOnlyKeys("errors");
    }

    private static void assertPolicy(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .as("%s answered %s", answer.uri(), answer.statusCode())
                .get()
                .asString()
                .startsWith("default-src 'none'; script-src 'self';");
    }

    private static Map<String, Object> data(Map<String, Object> data) {
        return Map.of("data", data);
    }

    private static Map<String, Object> book(String name, String author) {
        return Map.of("name", name, "author", author);
    }
}
