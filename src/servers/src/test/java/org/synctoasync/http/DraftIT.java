package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawHttp;
import org.synctoasync.testing.RawHttp.Answer;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.UnclearSelection;

/**
 * Tests the HTTP endpoint with the draft's profile of the specification, arrays of requests, files, and one permitted
 * origin.
 */
@RunsOn.H2
class DraftIT extends DoorTest {
    private static final String FRIEND = "https://shop.example";

    /**
     * The headers that a browser requests for Apollo's client with tracing (Fetch Standard, "CORS-unsafe request-header
     * names": sorted, in lower case).
     */
    private static final String APOLLO =
            "apollo-require-preflight,apollographql-client-name,apollographql-client-version,"
                    + "authorization,content-type,traceparent,x-apollo-operation-name";

    @Deployment(testable = false)
    static WebArchive product() {
        WebArchive war = door(
                "synctoasync.http-profile=draft",
                "synctoasync.max-batch=3",
                "synctoasync.max-uploads=2",
                "synctoasync.max-upload-size=3000000",
                "synctoasync.upload-timeout=1000",
                "synctoasync.cors-origins=https://other.example, " + FRIEND,
                "synctoasync.cors-credentials=true");
        war.addClass(UploadResolvers.class).addClasses(UploadResolvers.class.getNestMembers());
        war.addClass(CountedResolvers.class);
        return Product.extendSchema(war, UploadResolvers.SCHEMA + CountedResolvers.SCHEMA);
    }

    /** S48: no transport executes any part of a document if the request selects no operation. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void anUnclearSelectionIsARequestError() throws Exception {
        try (RawSocket socket = RawSocket.open(Integer.getInteger("http.port")).init()) {
            Selections selections = new Selections(raw, socket);
            for (UnclearSelection each : UnclearSelection.of(
                    "{ok}", "mutation{write}", "query{costly(first:99999)}", "subscription{written}")) {
                selections.check(each);
            }
        }
        assertThat(http.query("{ counted }").get("data")).isEqualTo(Map.of("counted", 0));
    }

    /** The endpoint follows the specification, statement by statement, as the draft reads it. */
    @Test
    void theProtocolIsKept() throws Exception {
        check("protocol.cases", true);
    }

    /** A preflight request from a listed origin is granted. */
    @Test
    void aListedOriginMayAsk() throws Exception {
        Answer preflight = preflight(FRIEND, APOLLO);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).hasValue(FRIEND);
        assertThat(preflight.header("Access-Control-Allow-Credentials")).hasValue("true");
        assertThat(preflight.header("Access-Control-Allow-Methods")).hasValue("GET, POST");
        assertThat(preflight.header("Access-Control-Allow-Headers")).hasValue(APOLLO);
        assertThat(preflight.head()).contains("Vary: Origin", "Vary: Access-Control-Request-Headers");
        assertThat(preflight(FRIEND, "").status()).isEqualTo(204);
    }

    /** A value that is not a list of header names is not echoed. */
    @Test
    void headersWithoutNamesAreRefused() throws Exception {
        for (String requested :
                new String[] {"content type", "content-type;x", "content-type, \"x\"", "x:y", "\u00e9"}) {
            Answer preflight = preflight(FRIEND, requested);
            assertThat(preflight.status()).as(requested).isEqualTo(400);
            assertThat(preflight.head()).as(requested).doesNotContain("Allow-Headers");
        }
    }

    /** Pages of a listed origin can read the responses, including errors. */
    @Test
    void aListedOriginReadsTheAnswers() throws Exception {
        for (String query : new String[] {"{ ok }", "{ nothing }", "{"}) {
            HttpResponse<String> answer = http.with("Origin", FRIEND)
                    .with("Sec-Fetch-Site", "cross-site")
                    .postQuery(query);
            assertThat(answer.statusCode()).isNotEqualTo(403);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(FRIEND);
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                    .hasValueSatisfying(exposed -> assertThat(exposed).contains("Retry-After"));
        }
    }

    /** Another origin gets no permission, even if its name begins or ends like a listed one. */
    @Test
    void anotherOriginMayNot() throws Exception {
        for (String origin : new String[] {
            "https://evil.example",
            "http://shop.example",
            "https://shop.example.evil.example",
            "https://evil-shop.example",
            "https://shop.example:444",
            "https://SHOP.example",
            "null",
            "*"
        }) {
            Answer preflight = preflight(origin, APOLLO);
            assertThat(preflight.status()).as(origin).isEqualTo(403);
            assertThat(preflight.head()).as(origin).doesNotContain("Access-Control");
        }
    }

    /**
     * An array of requests gets an array of responses in the same order, and a rejected request does not affect the
     * others.
     */
    @Test
    void anArrayIsAnsweredByAnArray() throws Exception {
        HttpResponse<String> answer = http.post(
                "application/json", "[{\"query\":\"{ ok }\"},{\"query\":\"{\"},{\"query\":\"mutation { touch }\"}]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("[{\"data\":{\"ok\":\"fine\"}},{\"errors\":[{\"message\":")
                .contains("GRAPHQL_PARSE_FAILED")
                .endsWith("},{\"data\":{\"touch\":true}}]");
    }

    /** An array that is too long is rejected as a whole. */
    @Test
    void anArrayThatIsTooLongIsRefused() throws Exception {
        HttpResponse<String> answer = http.post(
                "application/json",
                "[{\"query\":\"{ok}\"},{\"query\":\"{ok}\"},{\"query\":\"{ok}\"},{\"query\":\"{ok}\"}]");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("LIMIT_EXCEEDED", "synctoasync.max-batch");
        assertThat(http.post("application/json", "[]").statusCode()).isEqualTo(422);
    }

    /** Requests with files, valid and invalid, get the expected responses. */
    @Test
    void filesAreTaken() throws Exception {
        check("uploads.cases", true);
        noFileIsLeft();
    }

    /** A common client sends a large file, which is on disk only as long as its request lasts. */
    @Test
    void largeFilesAreOnTheDisk() throws Exception {
        assertThat(script("upload.mjs", http.root() + "graphql")).contains("as it was sent; 1 on the disk");
        noFileIsLeft();
    }

    /** Incomplete files are deleted, and nothing waits for them. */
    @Test
    void filesThatDoNotComeAreForgotten() throws Exception {
        byte[] part = ("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\nGraphQL-Require-Preflight: 1\r\n"
                        + "Content-Type: multipart/form-data; boundary=part\r\n\r\n" + "x".repeat(100_000))
                .getBytes(StandardCharsets.US_ASCII);
        Socket late = raw.open(part);
        Socket gone = raw.open(part);
        Socket cut = raw.open(part);
        Eventually.holds("files that come", this::spooled, 3);
        gone.close();
        cut.setSoLinger(true, 0);
        cut.close();
        Answer answer = RawHttp.read(late.getInputStream());
        assertThat(answer.status()).as(answer.head()).isEqualTo(408);
        assertThat(answer.body()).contains("synctoasync.upload-timeout");
        noFileIsLeft();
        late.close();
    }

    private void noFileIsLeft() throws Exception {
        Eventually.holds("files on the disk", this::spooled, 0);
    }

    private int spooled() throws Exception {
        return ((Number) ((Map<?, ?>) http.query("{ spooled }").get("data")).get("spooled")).intValue();
    }

    private Answer preflight(String origin, String headers) throws Exception {
        String request = "OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: " + headers + "\r\n\r\n";
        return raw.ask(request.getBytes(StandardCharsets.ISO_8859_1));
    }
}
