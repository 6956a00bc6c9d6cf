package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.documentation.login.BasicLogin;
import org.synctoasync.documentation.login.Staff;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** Tests on each server which parts of an HTTP request's context its resolvers see. */
@RunsOn.H2
class ContextIT extends ServerTest {
    private static final String SEEN =
            "{ caller principal enterprise reader enterpriseReader naming classes note enterpriseNote"
                    + " log luggage locale }";

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(
                        Product.forTests(
                                ContextIT.class,
                                Crowd.class,
                                Sights.class,
                                Sights.Sighting.class,
                                Visits.class,
                                Visitors.class,
                                Visitors.Counter.class,
                                RawSocket.class,
                                Here.class,
                                Users.class,
                                BasicLogin.class,
                                Note.class,
                                Scratch.class,
                                Desk.class,
                                Luggage.class,
                                Luggage.Umbrella.class,
                                Arrival.class),
                        Sights.SCHEMA + Visitors.SCHEMA)
                .addClasses(Sights.class.getNestMembers())
                .addClasses(Staff.class.getNestMembers())
                .addAsResource(
                        new StringAsset("synctoasync.max-lanes=4\nsynctoasync.max-parallel=2\n"),
                        "META-INF/microprofile-config.properties");
    }

    /**
     * S22: resolvers of both modes see the user, naming, class loader, request-scoped bean, log context, application's
     * own context and language.
     */
    @Test
    void resolversSeeTheRequest() throws Exception {
        Map<String, Object> data = answer(as(Users.ANN, "first"), "{ here " + SEEN + " beside " + SEEN + " }");
        assertThat(data)
                .containsOnlyKeys("here", "beside")
                .allSatisfy((mode, seen) -> assertThat(seen).isEqualTo(seenBy(Users.ANN, true, "first")));
    }

    /** S22: resolvers see the same context when the query is in the URL and no other thread reads a body. */
    @Test
    void resolversSeeTheRequestOfAGet() throws Exception {
        HttpResponse<String> answer = as(Users.BOB, "second").getQuery("{ here " + SEEN + " beside " + SEEN + " }");
        Map<?, ?> data = (Map<?, ?>) Http.json(answer).get("data");
        assertThat(data)
                .hasSize(2)
                .allSatisfy((mode, seen) -> assertThat(seen).isEqualTo(seenBy(Users.BOB, false, "second")));
    }

    /** S22: resolvers see the same context when the body arrives long after the filter and the endpoint returned. */
    @Test
    void resolversSeeTheRequestOfALateBody() throws Exception {
        String body = "{\"query\":\"{ here " + SEEN + " beside " + SEEN + " }\"}";
        Arrival.RETURNED.drainPermits();
        try (Socket socket = new Socket("localhost", http().root().getPort())) {
            socket.getOutputStream()
                    .write(("POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\nAccept-Language: tr-TR\r\n"
                                    + "Authorization: " + Users.login(Users.ANN) + "\r\n" + Arrival.HEADER
                                    + ": late\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(Arrival.RETURNED.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200 ")
                    .containsSubsequence(
                            "\"caller\":\"ann\"",
                            "\"note\":\"late\"",
                            "\"log\":\"late\"",
                            "\"luggage\":\"late\"",
                            "\"locale\":\"tr-TR\"");
        }
    }

    /**
     * S22: a socket's operations have the user of its handshake. The handshake's request-scoped bean is gone, and each
     * operation has a new one.
     */
    @Test
    void operationsOfASocketSeeItsUser() throws Exception {
        try (RawSocket ann = socket(Users.ANN);
                RawSocket bob = socket(Users.BOB)) {
            for (int i = 0; i < 3; i++) {
                ann.subscribe("a", "{ here " + SEEN + " beside " + SEEN + " }");
                bob.subscribe("b", "{ here " + SEEN + " beside " + SEEN + " }");
                assertThat(payload(ann)).allSatisfy((mode, seen) -> assertSeen(seen, Users.ANN, true));
                assertThat(payload(bob)).allSatisfy((mode, seen) -> assertSeen(seen, Users.BOB, false));
                assertThat(ann.next() + bob.next()).contains("complete");
            }
        }
    }

    /** S22, S46: the source of a subscription and each of its events have the same user. */
    @Test
    void eventsSeeTheUser() throws Exception {
        String query = "subscription { sighted { subscriber here " + SEEN + " } }";
        try (RawSocket socket = socket(Users.ANN)) {
            socket.subscribe("s", query);
            for (int i = 0; i < 2; i++) {
                Map<?, ?> event = (Map<?, ?>) payload(socket).get("sighted");
                assertThat(event.get("subscriber")).isEqualTo(Users.ANN);
                assertSeen(event.get("here"), Users.ANN, true);
            }
            assertThat(socket.next()).contains("complete");
        }
        String events = as(Users.BOB, "third")
                .with("Accept", "text/event-stream")
                .postQuery(query)
                .body();
        assertThat(events.split("\"subscriber\":\"bob\",\"here\":\\{\"caller\":\"bob\"", -1))
                .hasSize(3);
    }

    private RawSocket socket(String user) throws IOException {
        return RawSocket.open(
                        http().root().getPort(),
                        Map.of(
                                "Sec-WebSocket-Protocol",
                                "graphql-transport-ws",
                                "Authorization",
                                Users.login(user),
                                "Accept-Language",
                                "tr-TR"))
                .init();
    }

    @SuppressWarnings("unchecked") // the payload is a JSON object
    private static Map<String, Object> payload(RawSocket socket) throws IOException {
        String message = socket.next();
        Map<String, Object> next = new ObjectMapper().readValue(message, Map.class);
        Map<String, Object> answer = (Map<String, Object>) next.get("payload");
        assertThat(answer).as(message).containsOnlyKeys("data");
        return (Map<String, Object>) answer.get("data");
    }

    @SuppressWarnings("unchecked") // the value is a JSON object
    private static void assertSeen(Object seen, String user, boolean reader) {
        Map<String, Object> expected = new HashMap<>(seenBy(user, reader, "none"));
        expected.keySet().removeAll(List.of("note", "enterpriseNote", "log", "luggage"));
        assertThat((Map<String, Object>) seen).containsAllEntriesOf(expected);
        assertThat(((Map<?, ?>) seen).get("note")).isEqualTo("");
    }

    /** S22: a client that has not logged in has no user. */
    @Test
    void whoHasNotLoggedInIsNobody() throws Exception {
        as(Users.ANN, "before").query("{ here { caller } }");
        assertThat(answer(http(), "{ here { caller enterpriseReader } }"))
                .isEqualTo(Map.of("here", Map.of("caller", "nobody", "enterpriseReader", false)));
    }

    /**
     * S22: resolvers of both modes share one instance of a request-scoped bean, which is destroyed once, at the end.
     */
    @Test
    void whatResolversBringToLifeIsDestroyedOnce() throws Exception {
        int created = Scratch.created();
        int destroyed = Scratch.destroyed();
        assertThat(answer(http(), "{ scratch scratchBeside scratchOfDesk }").values())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("1", "2", "3");
        assertThat(Scratch.created() - created).isEqualTo(1);
        assertThat(Scratch.destroyed() - destroyed).isEqualTo(1);
    }

    /** S22: resolvers of both modes see the HTTP request's own bean, which exists until the response is written. */
    @Test
    void theRequestsBeanLivesAsLongAsTheRequest() throws Exception {
        Gate gate = Sights.newGate();
        Arrival.RETURNED.drainPermits();
        Http client = as(Users.ANN, "lasting");
        CompletableFuture<Map<String, Object>> answer = CompletableFuture.supplyAsync(
                () -> answer(client, "{ passGateWithNote noteInstance noteInstanceBeside }"));
        gate.await(1);
        assertThat(Arrival.RETURNED.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        answer(http(), "{ noteInstance }"); // gives a server that would destroy the bean the time to do so
        gate.open();
        Map<String, Object> data = answer.get();
        assertThat(data)
                .containsEntry("passGateWithNote", "lasting")
                .containsEntry("noteInstance", data.get("noteInstanceBeside"));
        assertThat(isDestroyed("lasting")).isTrue();
    }

    /**
     * S22: the HTTP request's bean is destroyed also when the server's I/O threads write the response, for a long
     * response and for events.
     */
    @Test
    void theRequestsBeanGoesWithAnswersOfEachKind() throws Exception {
        assertThat(as(Users.ANN, "long").postQuery("{ longNote }").body()).contains("longx");
        assertThat(isDestroyed("long")).isTrue();
        assertThat(as(Users.ANN, "events")
                        .with("Accept", "text/event-stream")
                        .postQuery("{ noteInstance }")
                        .body())
                .contains("event: complete");
        assertThat(isDestroyed("events")).isTrue();
    }

    /** S22: the injected HTTP request is the resolver's own, in both modes, by GET and by POST. */
    @Test
    void resolversReadTheHttpRequest() throws Exception {
        String query = "{ header(name: \"" + Arrival.HEADER + "\") headerInParallel(name: \"" + Arrival.HEADER
                + "\") context }";
        Http client = as(Users.ANN, "read");
        assertThat(answer(client, query))
                .isEqualTo(Map.of("header", "POST read", "headerInParallel", "POST read", "context", "/"));
        assertThat(Http.json(client.getQuery(query)).get("data"))
                .isEqualTo(Map.of("header", "GET read", "headerInParallel", "GET read", "context", "/"));
        assertThat(client.with("Accept", "text/event-stream").postQuery(query).body())
                .contains("\"headerInParallel\":\"POST read\"");
    }

    /** S22: resolvers of both modes and the application's servlets share a session's bean. */
    @Test
    void resolversShareTheSessionsBeans() throws Exception {
        String cookie = sessionOf(http().postQuery("{ visits visitsInParallel }"));
        Http client = http().with("Cookie", cookie);
        String third = client.get("visits").body();
        String id = third.split(" ")[0];
        assertThat(third).isEqualTo(id + " 3");
        assertThat(answer(client, "{ visits }")).isEqualTo(Map.of("visits", id + " 4"));
        assertThat(answer(client, "{ visitsInParallel }")).isEqualTo(Map.of("visitsInParallel", id + " 5"));
        String session = cookie.substring("JSESSIONID=".length()).split("\\.")[0];
        assertThat(answer(client, "{ session }").get("session").toString().split(" "))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).startsWith(session));
        assertThat(answer(http(), "{ visits }").get("visits").toString())
                .doesNotContain(id)
                .endsWith(" 1");
    }

    /** S22: resolvers of HTTP requests and of sockets find a session's bean that a servlet created. */
    @Test
    void resolversFindTheSessionsBeans() throws Exception {
        HttpResponse<String> first = http().get("visits");
        String id = first.body().split(" ")[0];
        String cookie = sessionOf(first);
        assertThat(answer(http().with("Cookie", cookie), "{ visits }")).isEqualTo(Map.of("visits", id + " 2"));
        try (RawSocket socket = socketOf(Map.of("Cookie", cookie))) {
            socket.subscribe("1", "{ visits }");
            assertThat(socket.next()).contains(id + " 3");
            assertThat(socket.next()).contains("complete");
            socket.subscribe("2", "{ visitsInParallel }");
            assertThat(socket.next()).contains(id + " 4");
        }
    }

    /** S22: requests that use no session bean do not create a session. */
    @Test
    void requestsBeginNoSession() throws Exception {
        assertThat(http().postQuery("{ here { caller } }").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    /** S22: concurrent requests of one new session share its beans. */
    @Test
    void aSessionsBeanIsMadeOnce() throws Exception {
        Http client = http().with("Cookie", sessionOf(http().postQuery("{ session }")));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(client.postLater("{ visits visitsInParallel }"));
        }
        List<String> ids = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> each : answers) {
            Map<?, ?> data = (Map<?, ?>) Http.json(each.get()).get("data");
            data.values().forEach(visit -> ids.add(visit.toString()));
        }
        assertThat(ids).hasSize(40).doesNotHaveDuplicates();
        assertThat(ids.stream().map(visit -> visit.split(" ")[0]).distinct()).hasSize(1);
    }

    /**
     * S22: an operation on a socket has no HTTP request, and a resolver whose client has disconnected cannot read
     * another client's request.
     */
    @Test
    void theHttpRequestEndsWithItsResponse() throws Exception {
        String query = "{ headerAfterGate(name: \"" + Arrival.HEADER + "\") }";
        String cookie = sessionOf(http().postQuery("{ session }"));
        try (RawSocket socket = socketOf(Map.of("Cookie", cookie))) {
            Visitors.newGate().open();
            socket.subscribe("1", query.replace("\"", "\\\""));
            assertThat(socket.next()).contains("next", "headerAfterGate");
            assertNoRequest();
        }
        Gate gate = Visitors.newGate();
        http().with("Cookie", cookie).postAndLeave(query, () -> gate.await(1));
        gate.open();
        assertNoRequest();
        Eventually.holds("what is open", this::open, Open.NOTHING);
    }

    private static void assertNoRequest() throws Exception {
        assertThat(Visitors.late().get(20, TimeUnit.SECONDS)).startsWith("There is no HTTP request");
    }

    private RawSocket socketOf(Map<String, String> headers) throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Sec-WebSocket-Protocol", "graphql-transport-ws");
        return RawSocket.open(http().root().getPort(), all).init();
    }

    private static String sessionOf(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new AssertionError("no session began: " + answer.body()))
                .split(";")[0];
    }

    /** S22: the application's carriers capture and restore in order, and undo in reverse order. */
    @Test
    void carriersUndoInReverse() throws Exception {
        Luggage.EVENTS.clear();
        data("{ scratch }");
        List<String> events = List.copyOf(Luggage.EVENTS);
        assertThat(events).hasSize(6);
        List<String> undone = new ArrayList<>(events.subList(4, 6));
        Collections.reverse(undone);
        assertThat(Stream.of("capture", "restore")
                        .flatMap(verb -> undone.stream().map(event -> event.replace("undo", verb))))
                .containsExactlyElementsOf(events.subList(0, 4));
    }

    /** S23: the next resolver sees an entry that a resolver wrote to the context. */
    @Test
    void theContextIsWrittenTo() throws Exception {
        assertThat(data("{ remember(word: \"apple\") remembered }")).containsEntry("remembered", "apple");
        assertThat(data("{ remembered }").get("remembered")).isNull();
    }

    /** S23: later requests do not see context that a resolver left on its thread. */
    @Test
    void whatIsLeftBehindIsNotFound() throws Exception {
        int untilThreadsServeAgain = 2 * ManagedLanes.THREADS;
        for (int i = 0; i < untilThreadsServeAgain; i++) {
            data("{ leaveBehind(word: \"rubbish\") }");
        }
        for (int i = 0; i < untilThreadsServeAgain; i++) {
            assertThat((Map<?, ?>) data("{ here { log luggage } }").get("here"))
                    .allSatisfy((kind, found) -> assertThat(found).isNull());
        }
    }

    /**
     * S23: 10,000 requests of two users and of clients without a login wait in the queue and are started by each
     * other's threads, and their contexts are never mixed up.
     */
    @Test
    void nothingIsMixedUpInLine() throws Exception {
        Crowd crowd = new Crowd(http(), 10_000);
        Sights.holdUp(crowd::isLarge);
        assertThat(crowd.strays()).isEmpty();
        assertThat(Sights.heldUp()).isGreaterThan(9_000);
    }

    private Http as(String user, String note) {
        return http().with("Authorization", Users.login(user))
                .with("Accept-Language", "tr-TR")
                .with(Arrival.HEADER, note);
    }

    private static boolean isDestroyed(String note) throws InterruptedException {
        String destroyed = Note.DESTROYED.poll(20, TimeUnit.SECONDS);
        while (destroyed != null && !destroyed.equals(note)) {
            destroyed = Note.DESTROYED.poll(20, TimeUnit.SECONDS);
        }
        return destroyed != null;
    }

    private static Map<String, Object> seenBy(String user, boolean reader, String note) {
        return Map.ofEntries(
                Map.entry("caller", user),
                Map.entry("principal", user),
                Map.entry("enterprise", user),
                Map.entry("reader", reader),
                Map.entry("enterpriseReader", reader),
                Map.entry("naming", "sync-to-async"),
                Map.entry("classes", true),
                Map.entry("note", note),
                Map.entry("enterpriseNote", note),
                Map.entry("log", note),
                Map.entry("luggage", note),
                Map.entry("locale", "tr-TR"));
    }

    @SuppressWarnings("unchecked") // the response is a JSON object
    private static Map<String, Object> answer(Http http, String query) {
        try {
            Map<String, Object> answer = http.query(query);
            assertThat(answer).as("%s", answer).containsOnlyKeys("data");
            return (Map<String, Object>) answer.get("data");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
