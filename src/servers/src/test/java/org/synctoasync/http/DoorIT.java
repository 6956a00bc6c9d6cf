package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.http.request.CorsPolicy;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawHttp;
import org.synctoasync.testing.RawHttp.Answer;
import org.synctoasync.testing.RunsOn;

/** Tests the delivered HTTP endpoint with its default settings. */
@RunsOn.H2
class DoorIT extends DoorTest {
    @Deployment(testable = false)
    static WebArchive product() {
        WebArchive war = door("synctoasync.body-timeout=1500");
        war.addClasses(ParsingResolvers.class, ParsingResolvers.Marks.class);
        return Product.extendSchema(war, ParsingResolvers.SCHEMA);
    }

    /** The endpoint follows the specification, statement by statement, as the audits read it. */
    @Test
    void theProtocolIsKept() throws Exception {
        check("protocol.cases", false);
    }

    /** The endpoint passes all audits of the npm package graphql-http. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theAuditsOfGraphqlHttpPass() throws Exception {
        assertThat(script("audits.mjs", http.root() + "graphql")).contains("61 passed, 0 failed");
    }

    /**
     * A hostile request gets no status 500, learns nothing about the program, and does not prevent the response to the
     * next request.
     */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void hostileRequestsAreSurvived() throws Exception {
        check("hostile.cases", false);
    }

    /** Bodies that do not arrive block no thread, and each such request gets the status 408. */
    @Test
    void slowBodiesHoldNobodyUp() throws Exception {
        String json =
                "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        List<Socket> slow = open(300, json);
        assertServes("300 slow bodies");
        for (Socket each : slow) {
            Answer answer = RawHttp.read(each.getInputStream());
            assertThat(answer.status()).as(answer.head()).isEqualTo(408);
            assertThat(answer.body()).contains("BODY_TIMEOUT", "synctoasync.body-timeout");
        }
        assertServes("300 slow bodies that have their answer, and do not go");
        close(slow);
    }

    /** The same holds for the bodies of rejected requests: the response is sent before the body arrives. */
    @Test
    void slowBodiesOfRefusedRequestsHoldNobodyUp() throws Exception {
        String plain = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n{";
        List<Socket> slow = open(300, plain);
        for (Socket each : slow) {
            Answer answer = RawHttp.read(each.getInputStream());
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Connection")).hasValue("close");
        }
        assertServes("300 bodies that do not come, of requests that are refused");
        close(slow);
    }

    /** If the body of a rejected request has arrived completely, the connection remains usable for the next request. */
    @Test
    void refusedRequestsLeaveTheirConnection() throws Exception {
        String plain = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbody";
        try (Socket socket = raw.open(plain.getBytes(StandardCharsets.US_ASCII))) {
            Answer refused = RawHttp.read(socket.getInputStream());
            assertThat(refused.status()).isEqualTo(415);
            assertThat(refused.header("Connection").orElse("")).isNotEqualTo("close");
            socket.getOutputStream()
                    .write("GET /graphql?query=%7Bok%7D HTTP/1.1\r\nHost: x\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.read(socket.getInputStream()).body()).isEqualTo("{\"data\":{\"ok\":\"fine\"}}");
        }
    }

    /**
     * A body that arrives in parts is read by a thread that serves many connections, and its operation is executed on
     * another thread.
     */
    @Test
    void whatComesLateIsNotExecutedByAThreadOfManyConnections() throws Exception {
        String json = "{\"query\":\"{ validatedBy(mark: \\\"late\\\") }\"}";
        String head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\nExpect: 100-continue\r\n\r\n";
        try (Socket socket = raw.open(head.getBytes(StandardCharsets.US_ASCII))) {
            assertThat(RawHttp.readHead(socket.getInputStream())).startsWith("HTTP/1.1 100 ");
            socket.getOutputStream().write(json.getBytes(StandardCharsets.US_ASCII));
            assertThat(RawHttp.read(socket.getInputStream()).body())
                    .startsWith("{\"data\":{\"validatedBy\":")
                    .doesNotContain(" I/O-");
        }
    }

    /** The server handles a connection that the client half-closes in the middle of a body or of a header. */
    @Test
    void halfClosedConnectionsAreSurvived() throws Exception {
        for (String part : List.of(
                "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
                "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
                "POST /graphql HTTP/1.1\r\nHost: x\r\nConte",
                "POST /graph")) {
            try (Socket socket = raw.open(part.getBytes(StandardCharsets.US_ASCII))) {
                socket.shutdownOutput();
                assertThat(RawHttp.read(socket.getInputStream()).status())
                        .as(part)
                        .isIn(0, 400, 408, 499);
            }
            assertServes(part);
        }
    }

    /**
     * More clients than there are lanes request more than a connection can buffer and read nothing, and other requests
     * are still answered.
     */
    @Test
    void clientsThatReadNothingHoldNobodyUp() throws Exception {
        String query = "GET /graphql?query=%7Bbig%7D HTTP/1.1\r\nHost: x\r\n\r\n";
        List<Socket> deaf = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("localhost", Integer.getInteger("http.port")));
            socket.getOutputStream().write(query.getBytes(StandardCharsets.US_ASCII));
            deaf.add(socket);
        }
        Eventually.holds(
                "answers that begin",
                () -> (int) deaf.stream().filter(DoorIT::hasBytes).count(),
                deaf.size());
        assertServes("40 clients that read nothing");
        close(deaf);
    }

    private static boolean hasBytes(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return false;
        }
    }

    /**
     * Client and log share an id, and the client receives no other detail of the failure. In the log, text from the
     * client does not start a new line.
     */
    @Test
    void failuresAreMaskedAndLoggedInOneLine() throws Exception {
        HttpResponse<String> answer =
                http.postQuery("{ other: boom(text: \"a\\nFORGED ERROR you have been had\\u001b[31m\") }");
        String id = answer.body().replaceAll("(?s).*\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertThat(answer.body()).contains("\"path\":[\"other\"]", "\"locations\":[{", "\"code\":\"INTERNAL_ERROR\"");
        assertThat(answer.body()).doesNotContain("SELECT", "passwd", "IllegalState");
        Path log = Path.of(System.getProperty("server.log"));
        Eventually.holds(
                "the log has the failure", () -> lines(log).stream().anyMatch(line -> line.contains(id)), true);
        List<String> lines =
                lines(log).stream().dropWhile(line -> !line.contains(id)).toList();
        assertThat(lines).anyMatch(line -> line.contains(id)).anyMatch(line -> line.contains("a\\u000aFORGED"));
        assertThat(lines).noneMatch(line -> line.startsWith("FORGED")).noneMatch(line -> line.contains("\u001b[31m"));
    }

    /** An application maps its own exceptions to errors. */
    @Test
    void theApplicationMapsItsExceptions() throws Exception {
        assertThat(http.postQuery("{ ok refused }").body())
                .isEqualTo("{\"errors\":[{\"message\":\"Not on a Sunday\",\"locations\":[{\"line\":1,\"column\":6}],"
                        + "\"path\":[\"refused\"],\"extensions\":{\"code\":\"CLOSED\"}}],"
                        + "\"data\":{\"ok\":\"fine\",\"refused\":null}}");
    }

    /** Without a list of origins, a page of another origin can send no request and can read no response. */
    @Test
    void otherOriginsAreNotToldAnything() throws Exception {
        HttpResponse<String> answer = http.with("Sec-Fetch-Site", "same-origin").postQuery("{ ok }");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        HttpResponse<String> foreign = http.with("Sec-Fetch-Site", "cross-site")
                .with(CorsPolicy.REQUIRED_HEADER, "1")
                .postQuery("{ ok }");
        assertThat(foreign.statusCode()).isEqualTo(200); // a browser sends this header only with permission
    }

    /** In development, the schema is served as a file. */
    @Test
    void theSchemaIsServed() throws Exception {
        HttpResponse<String> file = http.get("graphql/schema.graphql");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).get().asString().startsWith("text/plain");
        assertThat(file.body()).contains("type Book {", "type Mutation {");
    }

    /**
     * Deferred fragments arrive in the format of August 2022, checked byte by byte because some clients split the parts
     * themselves.
     */
    @Test
    void deferredFragmentsComeInParts() throws Exception {
        HttpResponse<String> answer = http.with("Accept", "multipart/mixed;deferSpec=20220824, application/json")
                .postQuery("{ ok ... @defer(label: \"more\") { echo(text: \"é\") } ... @defer(if: false) { x: ok } }");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualTo("multipart/mixed;boundary=\"-\";deferSpec=20220824");
        String head = "Content-Type: application/json; charset=utf-8\r\n\r\n";
        assertThat(answer.body())
                .isEqualTo("\r\n---\r\n" + head
                        + "{\"data\":{\"ok\":\"fine\",\"x\":\"fine\"},\"hasNext\":true}\r\n---\r\n"
                        + head + "{\"incremental\":[{\"data\":{\"echo\":\"é\"},\"path\":[],\"label\":\"more\"}],"
                        + "\"hasNext\":false}\r\n-----\r\n");
    }

    /** In the newer format each fragment has an id, and a failed fragment is completed with its errors. */
    @Test
    void deferredFragmentsHaveIds() throws Exception {
        HttpResponse<String> answer = http.with("Accept", "multipart/mixed;incrementalSpec=v0.2, application/json")
                .postQuery("{ ok ... @defer(label: \"m\") { must } }");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("incrementalSpec=v0.2");
        assertThat(answer.body())
                .contains("{\"data\":{\"ok\":\"fine\"},\"pending\":[],\"hasNext\":true}")
                .contains(
                        "{\"pending\":[{\"id\":\"0\",\"path\":[],\"label\":\"m\"}],\"completed\":[{\"id\":\"0\",\"errors\":[")
                .contains("\"hasNext\":false}\r\n-----\r\n");
        HttpResponse<String> shelves = http.with("Accept", "multipart/mixed;incrementalSpec=v0.2, application/json")
                .postQuery("{ shelf { ... @defer { name } } }");
        assertThat(shelves.body())
                .contains(
                        "\"pending\":[{\"id\":\"1\",\"path\":[\"shelf\",1]}],\"incremental\":[{\"id\":\"1\",\"data\":{\"name\":");
    }

    /** The client receives the first part while the deferred resolver still waits. */
    @Test
    void deferredFragmentsHoldNothingUp() throws Exception {
        byte[] request = ("GET /graphql?query=%7Bok...@defer%7Bheld%7D%7D HTTP/1.1\r\nHost: localhost\r\n"
                        + "Accept: multipart/mixed\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = raw.open(request)) {
            readUntil(socket, "\"hasNext\":true}\r\n---\r\n");
            http.postQuery("{ release }");
            assertThat(readUntil(socket, "\r\n-----\r\n")).contains("at last");
        }
    }

    /** When a client disconnects between two parts, its request ends and nothing waits for the client any more. */
    @Test
    void requestsEndWithClientsThatLeaveBetweenParts() throws Exception {
        for (String accept : List.of("multipart/mixed", "text/event-stream")) {
            byte[] request = ("GET /graphql?query=%7Bok...@defer%7Bendless%7D%7D HTTP/1.1\r\nHost: localhost\r\n"
                            + "Accept: " + accept + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            Socket closed = raw.open(request);
            Socket cut = raw.open(request);
            readUntil(closed, "\"hasNext\":true}");
            readUntil(cut, "\"hasNext\":true}");
            Eventually.holds("both wait", this::waiting, 2);
            closed.close();
            cut.setSoLinger(true, 0);
            cut.close();
            Eventually.holds("nobody waits", this::waiting, 0);
        }
    }

    private int waiting() throws Exception {
        return ((Number) ((Map<?, ?>) http.query("{ waiting }").get("data")).get("waiting")).intValue();
    }

    /** A client that prefers one response, or that reads another format, receives a single response. */
    @Test
    void deferredFragmentsAreForThoseWhoReadThem() throws Exception {
        for (String accept : List.of(
                "application/json",
                "*/*",
                "multipart/mixed;q=0.5, application/json",
                "multipart/mixed;deferSpec=20301231, application/json")) {
            HttpResponse<String> answer = http.with("Accept", accept).postQuery("{ ok ... @defer { x: ok } }");
            assertThat(answer.body()).as(accept).isEqualTo("{\"data\":{\"ok\":\"fine\",\"x\":\"fine\"}}");
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        }
        Http parts = http.with("Accept", "multipart/mixed");
        assertThat(parts.postQuery("{ ok }").body())
                .contains("{\"data\":{\"ok\":\"fine\"},\"hasNext\":false}\r\n-----");
        assertThat(parts.postQuery("{ nothing }").body())
                .startsWith("{\"errors\":")
                .contains("VALIDATION");
    }

    /** The same parts can be sent as events. */
    @Test
    void deferredFragmentsComeAsEvents() throws Exception {
        HttpResponse<String> answer = http.with("Accept", "text/event-stream").postQuery("{ ok ... @defer { x: ok } }");
        assertThat(answer.body())
                .contains("event: next\ndata: {\"data\":{\"ok\":\"fine\"},\"hasNext\":true}\n\n")
                .endsWith(
                        "event: next\ndata: {\"incremental\":[{\"data\":{\"x\":\"fine\"},\"path\":[]}],\"hasNext\":false}\n\n"
                                + "event: complete\ndata:\n\n");
    }

    /** The limit on the size of a response applies to all parts together. The part that exceeds it is the last one. */
    @Test
    void deferredFragmentsAreBounded() throws Exception {
        HttpResponse<String> answer = http.with("Accept", "multipart/mixed, application/json")
                .postQuery("{ ok ... @defer { big } ... @defer { b: big } ... @defer { c: big } }");
        assertThat(answer.body())
                .contains("LIMIT_EXCEEDED", "synctoasync.max-response-size")
                .endsWith("\"hasNext\":false}\r\n-----\r\n");
        assertThat(answer.body().length()).isLessThan(10_485_760 + 1000);
        HttpResponse<String> byId =
                http.with("Accept", "multipart/mixed;incrementalSpec=v0.2").postQuery("{ ok ... @defer { long } }");
        assertThat(byId.body())
                .contains("\"completed\":[{\"id\":\"0\",\"errors\":[{\"message\":\"The answer has more")
                .endsWith("\"hasNext\":false}\r\n-----\r\n");
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as(text.toString()).isNotNegative();
            text.append((char) octet);
        }
        return text.toString();
    }

    private List<Socket> open(int count, String part) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(raw.open(new byte[0]));
            Socket socket = sockets.get(i);
            byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
        }
        return sockets;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
    }

    private static List<String> lines(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
