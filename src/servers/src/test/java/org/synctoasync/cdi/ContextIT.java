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
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** What of an HTTP request its resolvers find around them, inside each server. */
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
                                RawSocket.class,
                                Here.class,
                                Users.class,
                                Note.class,
                                Scratch.class,
                                Desk.class,
                                Luggage.class,
                                Luggage.Umbrella.class,
                                Arrival.class),
                        Sights.SCHEMA)
                .addClasses(Sights.class.getNestMembers())
                .addAsResource(
                        new StringAsset("synctoasync.max-lanes=4\nsynctoasync.max-parallel=2\n"),
                        "META-INF/microprofile-config.properties");
    }

    /** S22: user, naming, class loader, request-scoped bean, log, the application's own and language, in both modes. */
    @Test
    void resolversSeeTheRequest() throws Exception {
        Map<String, Object> data = answer(as(Users.ANN, "first"), "{ here " + SEEN + " beside " + SEEN + " }");
        assertThat(data)
                .containsOnlyKeys("here", "beside")
                .allSatisfy((mode, seen) -> assertThat(seen).isEqualTo(seenBy(Users.ANN, true, "first")));
    }

    /** S22: the same where the query is in the URL, and no other thread reads a body. */
    @Test
    void resolversSeeTheRequestOfAGet() throws Exception {
        HttpResponse<String> answer = as(Users.BOB, "second").getQuery("{ here " + SEEN + " beside " + SEEN + " }");
        Map<?, ?> data = (Map<?, ?>) Http.json(answer).get("data");
        assertThat(data)
                .hasSize(2)
                .allSatisfy((mode, seen) -> assertThat(seen).isEqualTo(seenBy(Users.BOB, false, "second")));
    }

    /** S22: the same where the body comes when the filter and the endpoint have long returned. */
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

    /** S22: the user of a handshake is the user of the socket's operations; the handshake's own bean is gone, each has a new one. */
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

    /** S22, S46: the same for the source of a subscription, and for each event. */
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

    @SuppressWarnings("unchecked") // the JSON object's
    private static Map<String, Object> payload(RawSocket socket) throws IOException {
        String message = socket.next();
        Map<String, Object> next = new ObjectMapper().readValue(message, Map.class);
        Map<String, Object> answer = (Map<String, Object>) next.get("payload");
        assertThat(answer).as(message).containsOnlyKeys("data");
        return (Map<String, Object>) answer.get("data");
    }

    @SuppressWarnings("unchecked") // the JSON object's
    private static void assertSeen(Object seen, String user, boolean reader) {
        Map<String, Object> expected = new HashMap<>(seenBy(user, reader, "none"));
        expected.keySet().removeAll(List.of("note", "enterpriseNote", "log", "luggage"));
        assertThat((Map<String, Object>) seen).containsAllEntriesOf(expected);
        assertThat(((Map<?, ?>) seen).get("note")).isEqualTo("");
    }

    /** S22: who has not logged in is nobody. */
    @Test
    void whoHasNotLoggedInIsNobody() throws Exception {
        as(Users.ANN, "before").query("{ here { caller } }");
        assertThat(answer(http(), "{ here { caller enterpriseReader } }"))
                .isEqualTo(Map.of("here", Map.of("caller", "nobody", "enterpriseReader", false)));
    }

    /** S22: a request-scoped bean that resolvers bring to life is one in both modes, and is destroyed once, at the end. */
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

    /** S22: the HTTP request's own bean is the very same in both modes, and is there until the request has its answer. */
    @Test
    void theRequestsBeanLivesAsLongAsTheRequest() throws Exception {
        Gate gate = Sights.newGate();
        Arrival.RETURNED.drainPermits();
        Http client = as(Users.ANN, "lasting");
        CompletableFuture<Map<String, Object>> answer = CompletableFuture.supplyAsync(
                () -> answer(client, "{ passGateWithNote noteInstance noteInstanceBeside }"));
        gate.await(1);
        assertThat(Arrival.RETURNED.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        answer(http(), "{ noteInstance }"); // time enough for a server that would destroy the bean
        gate.open();
        Map<String, Object> data = answer.get();
        assertThat(data)
                .containsEntry("passGateWithNote", "lasting")
                .containsEntry("noteInstance", data.get("noteInstanceBeside"));
        assertThat(isDestroyed("lasting")).isTrue();
    }

    /** S22: it goes with the request also where the server's threads for input and output write the answer: a long one, and events. */
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

    /** S22: the application's carriers capture, restore, and undo in reverse. */
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

    /** S23: what a resolver writes to the context is seen by the next. */
    @Test
    void theContextIsWrittenTo() throws Exception {
        assertThat(data("{ remember(word: \"apple\") remembered }")).containsEntry("remembered", "apple");
        assertThat(data("{ remembered }").get("remembered")).isNull();
    }

    /** S23: what a resolver leaves on its thread is not found by the requests after it. */
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

    /** S23: 10,000 requests of two users and of nobody, which wait in line and are started by one another's threads: no mix. */
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

    @SuppressWarnings("unchecked") // the JSON object's
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
