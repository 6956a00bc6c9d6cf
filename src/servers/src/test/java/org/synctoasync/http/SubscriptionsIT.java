package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.RunsOn;

/** Tests subscriptions from outside, as events and over sockets. After each test no source has a subscriber. */
@RunsOn.H2
class SubscriptionsIT extends DoorTest {
    private static final int MOST_SOCKETS = 50;

    /**
     * The most events of 100,000 bytes that the connections buffer. A connection buffers about 10 MB, mostly in the
     * operating system.
     */
    private static final int MOST_HELD = 400;

    private static final int PORT = Integer.getInteger("http.port");

    @Deployment(testable = false)
    static WebArchive product() {
        WebArchive war = door(
                        "synctoasync.init-timeout=1500",
                        "synctoasync.heartbeat=1000",
                        "synctoasync.body-timeout=60000",
                        "synctoasync.max-uploads=2",
                        "synctoasync.max-upload-size=100000",
                        "synctoasync.upload-timeout=3000",
                        "synctoasync.max-sockets=" + MOST_SOCKETS)
                .addClasses(AddedBooks.class, Gatekeeper.class, Gatekeeper.Faulty.class)
                .addClasses(StreamResolvers.class.getNestMembers())
                .addClasses(Injected.class.getNestMembers());
        return Product.extendSchema(war, StreamResolvers.SCHEMA + AddedBooks.SCHEMA + Injected.SCHEMA);
    }

    @AfterEach
    void nobodyListens() throws Exception {
        Eventually.holds("sources that somebody listens to", () -> number("active"), 0);
    }

    /** S53: whatever is thrown at whatever step, requests of each kind end and leave nothing behind. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whateverIsThrownRequestsEnd() throws Exception {
        assertThat(new Injections(http, PORT).faults()).isEmpty();
    }

    /** The clients of the npm packages graphql-ws and graphql-sse work as their users use them. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theUsualClientsWork() throws Exception {
        assertThat(script("subscriptions.mjs", http.root().getAuthority() + "/graphql"))
                .contains("0 failed");
    }

    /**
     * Clients of every kind send requests, subscribe, and reconnect after they have slept and after the server was
     * gone.
     */
    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void theUsualClientsComeBack() throws Exception {
        try {
            assertThat(script("clients.mjs", http.root().getAuthority())).contains("0 failed");
        } finally {
            http.postQuery("mutation { removeAddedBooks }");
        }
    }

    /** The other streams of a connection continue, whatever the response to one request is. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void onlyTheStreamOfARefusedRequestEnds() throws Exception {
        assertThat(script("http2.mjs", http.root().getAuthority())).contains("0 failed");
    }

    /** The server responds as specified to each message that may arrive over a socket. */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void hostileMessagesAreSurvived() throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (SocketCases.Case each : SocketCases.read("socket.cases")) {
            try (RawSocket socket = RawSocket.open(PORT)) {
                List<String> told = each.play(socket);
                all.assertThat(told).as(each.title()).isEmpty();
            }
            assertServes(each.title());
        }
        all.assertAll();
    }

    /** A page of another site cannot open a socket, although a browser would allow it. */
    @Test
    void otherSitesCannotOpenSockets() throws Exception {
        for (String origin : List.of("http://evil.example", "null", "http://localhost.evil.example:" + PORT)) {
            assertThat(handshake("Origin", origin))
                    .as(origin)
                    .startsWith("HTTP/1.1 403")
                    .contains("application/json");
        }
        assertThat(handshake("Sec-Fetch-Site", "cross-site")).startsWith("HTTP/1.1 403");
        assertThat(handshake("Origin", "http://localhost:" + PORT)).startsWith("HTTP/1.1 101");
    }

    /** The number of open sockets does not exceed its limit. */
    @Test
    void socketsAreBounded() throws Exception {
        List<RawSocket> open = new ArrayList<>();
        String head = "HTTP/1.1 101";
        while (head.startsWith("HTTP/1.1 101") && open.size() <= MOST_SOCKETS) {
            RawSocket next = RawSocket.open(PORT);
            head = next.head();
            open.add(next);
            if (head.startsWith("HTTP/1.1 101")) {
                next.init();
            }
        }
        assertThat(head).startsWith("HTTP/1.1 503").containsIgnoringCase("Retry-After");
        leave(open);
    }

    /** The limit also holds for many handshakes that start before the first socket is open. */
    @Test
    void socketsOpenedTogetherAreBounded() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(3 * MOST_SOCKETS);
        List<RawSocket> open = new ArrayList<>();
        Callable<RawSocket> opening = () -> RawSocket.open(PORT);
        for (Future<RawSocket> each : crowd.invokeAll(Collections.nCopies(3 * MOST_SOCKETS, opening))) {
            open.add(each.get());
        }
        crowd.shutdown();
        int taken = 0;
        for (RawSocket each : open) {
            each.send("{\"type\":\"connection_init\"}");
            String answer = each.head().startsWith("HTTP/1.1 503") ? "closed 1013" : each.next();
            taken += answer.contains("connection_ack") ? 1 : 0;
            assertThat(answer).containsAnyOf("connection_ack", "closed 1013");
        }
        assertThat(taken).isBetween(1, MOST_SOCKETS);
        leave(open);
    }

    private void leave(List<RawSocket> sockets) throws Exception {
        for (RawSocket each : sockets) {
            each.close();
        }
        Eventually.holds("room", () -> handshake("X", "y").startsWith("HTTP/1.1 101"), true);
    }

    /**
     * For a client that reads nothing, the source is asked for no more events than its connection buffers. Finally the
     * client is disconnected.
     */
    @Test
    void clientsThatReadNothingHoldTheirSourcesBack() throws Exception {
        number("requested");
        try (RawSocket socket = RawSocket.open(PORT).init();
                Socket events = new Socket()) {
            socket.subscribe("1", "subscription { large }");
            events.setReceiveBufferSize(4096);
            events.connect(new InetSocketAddress("localhost", PORT));
            events.getOutputStream().write(sse("subscription { large }"));
            Eventually.holds("both listen", () -> number("active"), 2);
            Eventually.holds("both are given up", () -> number("active"), 0);
        }
        assertThat(number("requested")).isBetween(2, MOST_HELD);
    }

    /** A client that reads slowly receives all events in order. */
    @Test
    void clientsThatReadSlowlyHaveAll() throws Exception {
        try (RawSocket socket = RawSocket.open(PORT).init()) {
            socket.subscribe("1", "subscription { countdown(from: 20000) }");
            for (int i = 20_000; i > 0; i--) {
                assertThat(socket.next()).contains("{\"countdown\":" + i + "}");
            }
            assertThat(socket.next()).contains("complete");
        }
    }

    /** A source ends when its client disconnects, in whatever way, even if the source publishes nothing. */
    @Test
    void sourcesEndWithTheirClients() throws Exception {
        for (String source : List.of("subscription { silent }", "subscription { forever }")) {
            RawSocket cut = RawSocket.open(PORT).init();
            RawSocket closed = RawSocket.open(PORT).init();
            Socket cutEvents = raw.open(sse(source));
            Socket closedEvents = raw.open(sse(source));
            cut.subscribe("1", source);
            closed.subscribe("1", source);
            Eventually.holds("all listen", () -> number("active"), 4);
            cut.cut();
            closed.close();
            cutEvents.setSoLinger(true, 0);
            cutEvents.close();
            closedEvents.close();
            Eventually.holds("nobody listens", () -> number("active"), 0);
        }
    }

    /**
     * A stream without events still carries heartbeats. A socket whose client answers no ping is closed with a code
     * that makes clients reconnect. A socket that is receiving a message in parts stays open.
     */
    @Test
    void silentClientsAreKept() throws Exception {
        try (RawSocket socket = RawSocket.open(PORT).init();
                RawSocket slow = RawSocket.open(PORT).init();
                Socket events = raw.open(sse("subscription { silent }"))) {
            socket.subscribe("1", "subscription { silent }");
            slow.frame(false, 1, "{\"type\":".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 6; i++) { // the first heartbeat and those of five seconds
                readUntil(events, ":\n\n");
                slow.frame(false, 0, " ".getBytes(StandardCharsets.US_ASCII));
            }
            slow.frame(true, 0, "\"ping\"}".getBytes(StandardCharsets.US_ASCII));
            assertThat(number("active")).isEqualTo(1); // a socket whose client does not answer pings is closed
            assertThat(socket.closed()).isEqualTo(1013);
            assertThat(slow.next()).contains("pong");
        }
    }

    /**
     * Both transports publish an added book when its transaction is committed. A book that is not committed is not
     * published.
     */
    @Test
    void addedBooksAreTold() throws Exception {
        String query = "subscription { bookAdded { name author writer { name } } }";
        try (RawSocket socket = RawSocket.open(PORT).init();
                Socket events = raw.open(sse(query))) {
            socket.subscribe("1", query);
            socket.subscribe("2", "{ ok }"); // the response to this proves that the first one has subscribed
            socket.next();
            socket.next();
            readUntil(events, ":\n\n");
            add("Nobody's", 99_999);
            add("One", 1);
            add("Two", 2);
            for (String told : List.of("One\",\"author\":\"Jane Austen", "Two\",\"author\":\"Herman Melville")) {
                assertThat(socket.next()).contains("\"name\":\"" + told);
                assertThat(readUntil(events, "}}}}")).contains("\"name\":\"" + told);
            }
        } finally {
            http.postQuery("mutation { removeAddedBooks }");
        }
    }

    /** A client that cannot read events gets an error that explains how to subscribe. */
    @Test
    void subscriptionsNeedAWayToBeAnswered() throws Exception {
        assertThat(http.postQuery("subscription { countdown }").body())
                .contains("SUBSCRIPTION_NOT_SUPPORTED", "text/event-stream", "WebSocket");
        Http many = http.with("Accept", "application/graphql-response+json, application/json;q=0.9, text/event-stream");
        assertThat(many.postQuery("subscription { countdown(from: 1) }").body()).contains("event: complete");
        assertThat(many.postQuery("{ ok }").body()).isEqualTo("{\"data\":{\"ok\":\"fine\"}}");
        Http any = http.with("Accept", "*/*");
        assertThat(any.postQuery("subscription { countdown }").body()).contains("SUBSCRIPTION_NOT_SUPPORTED");
    }

    private void add(String name, int writer) throws Exception {
        http.postQuery("mutation { addBook(name: \"" + name + "\", writer: " + writer + ") { id } }");
    }

    private static String handshake(String header, String value) throws IOException {
        try (RawSocket socket =
                RawSocket.open(PORT, Map.of("Sec-WebSocket-Protocol", "graphql-transport-ws", header, value))) {
            return socket.head();
        }
    }

    private static byte[] sse(String query) {
        return ("GET /graphql?query=" + query.replace(" ", "+") + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Accept: text/event-stream\r\n\r\n")
                .replace("{", "%7B")
                .replace("}", "%7D")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            while (text.indexOf(end) < 0) {
                int octet = socket.getInputStream().read();
                assertThat(octet).as(text.toString()).isNotNegative();
                text.append((char) octet);
            }
        } catch (SocketTimeoutException late) {
            throw new AssertionError("only this has come: " + text, late);
        }
        return text.toString();
    }

    private int number(String field) throws Exception {
        return ((Number) ((Map<?, ?>) http.query("{ " + field + " }").get("data")).get(field)).intValue();
    }
}
