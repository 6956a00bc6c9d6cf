package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.documentation.GuardExamples;
import org.synctoasync.documentation.login.BasicLogin;
import org.synctoasync.documentation.login.Staff;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements;

/** Tests on each server the checks before a resolver: roles, and constraints on arguments. */
@RunsOn.H2
class GuardsIT extends ServerTest {
    private static final String RESPONSE_JSON = "application/graphql-response+json";

    @Deployment
    static WebArchive product() {
        return Product.configure(
                Product.extendSchema(
                        Product.forTests(
                                        GuardsIT.class,
                                        Users.class,
                                        BasicLogin.class,
                                        RawSocket.class,
                                        Pulse.class,
                                        Guarded.class,
                                        Guarded.Salary.class,
                                        Guarded.Secretary.class,
                                        Guarded.Ghost.class,
                                        Guarded.Diary.class,
                                        Guarded.Note.class)
                                .addClasses(Staff.class.getNestMembers())
                                .addClasses(
                                        GuardExamples.class,
                                        GuardExamples.Salary.class,
                                        GuardExamples.Employee.class,
                                        GuardExamples.Hiring.class,
                                        GuardExamples.FilesReadiness.class,
                                        Checked.class,
                                        Checked.Shelved.class,
                                        Checked.Tag.class,
                                        Checked.Behind.class,
                                        Checked.Quoted.class,
                                        Checked.Quoting.class,
                                        CheckedNames.class),
                        Guarded.SCHEMA + Checked.SCHEMA + GuardExamples.SCHEMA.replace("Salary", "Wage")),
                "synctoasync.challenge=Basic realm=\"books\"");
    }

    @BeforeEach
    void reset() {
        Pulse.is(() -> true);
        Guarded.CALLS.set(0);
        Checked.CALLS.set(0);
    }

    @Test
    void whoHasTheRoleReads() throws Exception {
        assertThat(as(Users.ANN).query("{ forReaders forReadersBeside forUsers forAll }"))
                .containsOnlyKeys("data");
        assertThat(Http.json(as(Users.ANN).getQuery("{ forReaders forReadersBeside forUsers forAll }")))
                .containsOnlyKeys("data");
        assertThat(Guarded.CALLS.get()).isEqualTo(6);
    }

    @Test
    void whoLacksTheRoleIsRefusedFieldByField() throws Exception {
        Map<String, Object> answer =
                as(Users.BOB).query("{ forAll forReaders forReadersBeside forUsers again: forNobody }");
        assertThat((Map<?, ?>) answer.get("data"))
                .isEqualTo(mapOf(
                        "forAll",
                        "for all",
                        "forReaders",
                        null,
                        "forReadersBeside",
                        null,
                        "forUsers",
                        "call 1",
                        "again",
                        null));
        assertThat(codes(answer))
                .containsExactlyInAnyOrder(
                        "[forReaders] FORBIDDEN", "[forReadersBeside] FORBIDDEN", "[again] FORBIDDEN");
    }

    @Test
    void whoHasNotLoggedInIsToldSo() throws Exception {
        Map<String, Object> answer = http().query("{ forAll forReaders forUsers forNobody }");
        assertThat(codes(answer))
                .containsExactlyInAnyOrder(
                        "[forReaders] UNAUTHENTICATED", "[forUsers] UNAUTHENTICATED", "[forNobody] FORBIDDEN");
        assertThat(Guarded.CALLS.get()).isZero();
    }

    @Test
    void typesAndPropertiesAreProtectedWhereverTheyAreRead() throws Exception {
        String query = "{ forAll salary { amount } secretary { name diary salary { amount } }"
                + " anything { ... on Diary { page } ... on Note { text } } }";
        Map<String, Object> answer = as(Users.BOB).query(query);
        assertThat(codes(answer))
                .containsExactlyInAnyOrder(
                        "[salary] FORBIDDEN",
                        "[secretary, diary] FORBIDDEN",
                        "[secretary, salary] FORBIDDEN",
                        "[anything, 1, page] FORBIDDEN");
        assertThat(answer.get("data").toString()).contains("Ruth", "to all").doesNotContain("Dear diary");
        assertThat(Guarded.CALLS.get()).isZero();
        assertThat(as(Users.ANN).query(query)).containsOnlyKeys("data");
    }

    /** A protected association is read neither by its loader nor by a join to unprotected rows. */
    @Test
    void associationsAreNotReadForWhoMayNotReadThem() throws Exception {
        for (String field : List.of("stock", "shelf")) {
            String query = "{ " + field + " { name writer { name } } }";
            List<Statements.Statement> sent =
                    statements.during(() -> assertThat(codes(as(Users.BOB).query(query)))
                            .hasSize(3)
                            .contains("[" + field + ", 1, writer] FORBIDDEN"));
            assertThat(sent)
                    .singleElement()
                    .satisfies(statement -> assertThat(statement.sql())
                            .doesNotContainIgnoringCase("FROM AUTHOR", "JOIN AUTHOR", "AUTHOR t"));
            assertThat(as(Users.ANN).query(query)).containsOnlyKeys("data");
        }
    }

    @Test
    void batchMethodsAreNotCalledForWhoMayNotReadThem() throws Exception {
        String query = "{ shelf { rank price } }";
        Map<String, Object> answer = as(Users.BOB).query(query);
        assertThat(codes(answer)).hasSize(3).contains("[shelf, 1, price] FORBIDDEN");
        assertThat(Guarded.CALLS.get()).isZero();
        assertThat(as(Users.ANN).query(query)).containsOnlyKeys("data");
        assertThat(Guarded.CALLS.get()).isEqualTo(3);
    }

    @Test
    void aRequestOfWhichNothingMayBeReadIsRefused() throws Exception {
        HttpResponse<String> forbidden =
                posted(as(Users.BOB), "{ a: forReaders ...F } fragment F on Query { forNobody }");
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(Http.json(forbidden)).containsOnlyKeys("errors");
        HttpResponse<String> anonymous = posted(http(), "{ forReaders salary { amount } }");
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"books\"");
        assertThat(posted(http(), "{ forReaders forNobody }").statusCode()).isEqualTo(403);
        assertThat(http().postQuery("{ forReaders }").statusCode()).isEqualTo(200);
        assertThat(http().query("{ forReaders }")).containsOnlyKeys("errors");
    }

    @Test
    void aRequestOfWhichSomethingWasDoneIsNotRefused() throws Exception {
        assertThat(posted(http(), "{ forReaders forAll }").statusCode()).isEqualTo(200);
        HttpResponse<String> bought = posted(http(), "mutation { buy sell }");
        assertThat(bought.statusCode()).isEqualTo(200);
        assertThat(Http.json(bought)).containsEntry("data", mapOf("buy", true, "sell", null));
    }

    /** An operation on a socket has the roles of its handshake's user, independent of other sockets. */
    @Test
    void overASocketTheUserOfTheHandshakeAsks() throws Exception {
        String query = "{ forReaders forAll }";
        String events = "subscription { forAll { name diary salary { amount } } }";
        try (RawSocket ann = socket(Users.ANN);
                RawSocket bob = socket(Users.BOB);
                RawSocket nobody = socket("")) {
            for (int i = 0; i < 2; i++) {
                Guarded.CALLS.set(0);
                assertThat(asked(bob, query)).contains("\"path\":[\"forReaders\"]", "FORBIDDEN", "for all");
                assertThat(asked(ann, query)).contains("call 1").doesNotContain("errors");
                assertThat(asked(nobody, query)).contains("UNAUTHENTICATED", "for all");
                assertThat(asked(bob, "subscription { forReaders { name } }"))
                        .contains("\"type\":\"error\"", "FORBIDDEN");
                assertThat(asked(ann, "subscription { forReaders { name diary salary { amount } } }"))
                        .contains("Dear diary", "\"amount\":3")
                        .doesNotContain("errors");
                assertThat(asked(bob, events))
                        .contains("\"path\":[\"forAll\",\"diary\"]", "\"path\":[\"forAll\",\"salary\"]", "Ruth")
                        .doesNotContain("Dear diary", "amount\":");
                assertThat(asked(nobody, events)).contains("UNAUTHENTICATED").doesNotContain("Dear diary");
                assertThat(Guarded.CALLS.get()).isEqualTo(3); // Ann's query, source and event
            }
        }
    }

    private RawSocket socket(String user) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Sec-WebSocket-Protocol", "graphql-transport-ws"));
        if (!user.isEmpty()) {
            headers.put("Authorization", Users.login(user));
        }
        return RawSocket.open(http().root().getPort(), headers).init();
    }

    /** Returns the first response of an operation that has at most one. */
    private static String asked(RawSocket socket, String query) throws IOException {
        socket.subscribe("1", query);
        String answer = socket.next();
        if (!answer.contains("\"type\":\"error\"")) {
            assertThat(socket.next()).contains("complete");
        }
        return answer;
    }

    @Test
    void anArgumentThatViolatesItsConstraintKeepsTheResolverFromBeingCalled() throws Exception {
        Map<String, Object> answer = http().query(
                        "{ echo(word: \" \") fine: echo(word: \"x\") echoBeside echoLater(word: \"\")"
                                + " inherited(name: \"ab\") optional(word: \"long\") ok: optional }");
        assertThat(violations(answer))
                .containsExactlyInAnyOrder(
                        "[echo] word NotBlank",
                        "[echoBeside] word NotBlank",
                        "[echoLater] word NotBlank",
                        "[inherited] name Size",
                        "[optional] word Size");
        assertThat(((Map<?, ?>) answer.get("data")).get("fine")).isEqualTo("x");
        assertThat(Checked.CALLS.get()).isEqualTo(1);
    }

    @Test
    void eachViolationIsAnErrorAtItsPlace() throws Exception {
        Map<String, Object> answer = http().query(
                        "mutation { shelve(input: {title: \"x\", tags: [{name: \"a\"}, {name: \"b\"}, {name: \" \"}],"
                                + " words: [\"a\", \"\"]}, copies: 0) }");
        assertThat(violations(answer))
                .containsExactlyInAnyOrder(
                        "[shelve] input.title Size",
                        "[shelve] input.tags[2].name NotBlank",
                        "[shelve] input.words[1] NotBlank",
                        "[shelve] copies Min");
        assertThat(answer.toString()).doesNotContain("Shelved", "synctoasync", "jakarta", "Checked");
        assertThat(Checked.CALLS.get()).isZero();
    }

    @Test
    void aBatchMethodsArgumentsAreValidated() throws Exception {
        Map<String, Object> answer = http().query("{ shelf { excerpt(words: 11) id } }");
        assertThat(violations(answer))
                .containsExactlyInAnyOrder(
                        "[shelf, 0, excerpt] words Max",
                        "[shelf, 1, excerpt] words Max",
                        "[shelf, 2, excerpt] words Max");
        assertThat(Checked.CALLS.get()).isZero();
    }

    /** A user without the role receives only that error, as docs/guides/security.md describes. */
    @Test
    void aHiringIsCheckedForWhoMayHire() throws Exception {
        String query = "mutation { hire(input: {name: \"Bob\", skills: [\"reading\", \"\"]}, months: 0) }";
        assertThat(codes(http().query(query))).containsExactly("[hire] UNAUTHENTICATED");
        assertThat(codes(as(Users.BOB).query(query))).containsExactly("[hire] FORBIDDEN");
        assertThat(violations(as(Users.ANN).query(query)))
                .containsExactlyInAnyOrder("[hire] input.skills[1] NotBlank", "[hire] months Min");
    }

    @Test
    void messagesAreInTheRequestsLanguage() throws Exception {
        assertThat(messages(http().with("Accept-Language", "de").query("{ echo(word: \"\") }")))
                .containsExactly("darf nicht leer sein");
        assertThat(messages(http().with("Accept-Language", "en").query("{ echo(word: \"\") }")))
                .containsExactly("must not be blank");
    }

    @Test
    void whatAValidatorMakesUpIsNotEvaluated() throws Exception {
        assertThat(messages(http().query("{ quoted(word: \"${7 * 7}\") }")))
                .singleElement()
                .asString()
                .doesNotContain("49");
    }

    @Test
    void whatIsNotTheClientsFaultIsMasked() throws Exception {
        for (String query : List.of("{ nothing }", "{ behind(word: \"\") }")) {
            assertThat(codes(http().query(query))).singleElement().asString().endsWith("INTERNAL_ERROR");
        }
    }

    /**
     * The liveness and readiness responses have the format of MicroProfile Health, as the server's own health response
     * has if it supports MicroProfile Health.
     */
    @Test
    void theApplicationLivesAndIsReady() throws Exception {
        HttpResponse<String> live = http().get("health/live");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(Http.json(live)).containsEntry("status", "UP").containsKey("checks");
        HttpResponse<String> ready = http().get("health/ready");
        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
        assertThat(ready.body())
                .contains("{\"name\":\"database\",\"status\":\"UP\"}", "{\"name\":\"pulse\",\"status\":\"UP\"}");
    }

    /**
     * The server's own health response agrees if the server supports MicroProfile Health. A server without MicroProfile
     * Health has no such response, which is no fault.
     */
    @Test
    void theServersOwnHealthTellsTheSame() throws Exception {
        HttpResponse<String> health = http().get("health");
        if (isThere("org.eclipse.microprofile.health.HealthCheck")) {
            assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
            assertThat(health.body().split("\"sync-to-async\"", -1)).hasSize(3);
            assertThat(health.body()).contains("lanes.stuck", "\"pulse\":\"UP\"");
        } else {
            assertThat(health.statusCode()).isEqualTo(404);
        }
    }

    private static boolean isThere(String type) {
        try {
            return Class.forName(type) != null;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** A failed or slow check makes the application not ready, but it remains live. */
    @Test
    void aFailedCheckMakesTheApplicationUnready() throws Exception {
        Gate gate = new Gate();
        Pulse.is(gate::pass);
        Eventually.holds("ready", () -> statusOf("health/ready"), 503);
        gate.open();
        Eventually.holds("ready", () -> statusOf("health/ready"), 200);
        Pulse.is(() -> false);
        Eventually.holds("ready", () -> statusOf("health/ready"), 503);
        assertThat(http().get("health/ready").body())
                .contains("{\"name\":\"pulse\",\"status\":\"DOWN\"}")
                .doesNotContain("no pulse");
        assertThat(statusOf("health/live")).isEqualTo(200);
        Pulse.is(() -> true);
        Eventually.holds("ready", () -> statusOf("health/ready"), 200);
    }

    private int statusOf(String path) {
        try {
            return http().get(path).statusCode();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Http as(String user) {
        return http().with("Authorization", Users.login(user));
    }

    private static HttpResponse<String> posted(Http http, String query) throws Exception {
        return http.with("Accept", RESPONSE_JSON).postQuery(query);
    }

    private static List<String> codes(Map<String, Object> answer) {
        return errors(answer).stream()
                .map(error -> error.get("path") + " " + ((Map<?, ?>) error.get("extensions")).get("code"))
                .toList();
    }

    private static List<String> messages(Map<String, Object> answer) {
        return errors(answer).stream()
                .map(error -> String.valueOf(error.get("message")))
                .toList();
    }

    private static List<String> violations(Map<String, Object> answer) {
        return errors(answer).stream()
                .map(error -> {
                    Map<?, ?> extensions = (Map<?, ?>) error.get("extensions");
                    assertThat(extensions.get("code")).isEqualTo("BAD_USER_INPUT");
                    return error.get("path") + " " + extensions.get("argument") + " " + extensions.get("constraint");
                })
                .toList();
    }

    @SuppressWarnings("unchecked") // the checks are a JSON array
    private static List<Map<String, Object>> errors(Map<String, Object> answer) {
        return (List<Map<String, Object>>) answer.getOrDefault("errors", List.of());
    }

    private static Map<String, Object> mapOf(Object... entries) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
