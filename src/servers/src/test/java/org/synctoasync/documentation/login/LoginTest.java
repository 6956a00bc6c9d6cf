package org.synctoasync.documentation.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawSocket;

/** What users find in an application that they have logged in to, whatever way. */
@ExtendWith(ArquillianExtension.class)
abstract class LoginTest {
    private static final String ALL = "{ me meInParallel reports }";

    final Http http = Http.onServer();

    /** The application of the pages, with what one way of logging in adds. */
    static WebArchive application(String schema, Class<?>... classes) {
        WebArchive war =
                Product.war().addClasses(Account.class.getNestMembers()).addClasses(classes);
        return Product.extendSchema(war, "\n" + file("login/login.graphqls") + schema);
    }

    private static String file(String name) {
        try (InputStream in = LoginTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A manager sees and does all, by every kind of request. */
    static void assertManager(String name, Map<String, String> login) throws Exception {
        Http manager = with(login);
        Map<String, Object> expected =
                Map.of("me", name, "meInParallel", name, "reports", List.of("sales", "salaries"));
        assertThat(manager.query(ALL)).isEqualTo(Map.of("data", expected));
        assertThat(Http.json(manager.getQuery(ALL))).isEqualTo(Map.of("data", expected));
        assertThat(manager.with("Accept", "text/event-stream").postQuery(ALL).body())
                .contains("event: complete", "\"meInParallel\":\"" + name + "\"", "\"salaries\"");
        try (RawSocket socket = socket(login)) {
            socket.subscribe("1", ALL);
            assertThat(socket.next())
                    .contains("\"me\":\"" + name + "\"", "\"meInParallel\":\"" + name + "\"", "\"salaries\"");
            assertThat(socket.next()).contains("complete");
            socket.subscribe("2", "subscription { ordered { article reader } }");
            AtomicBoolean received = new AtomicBoolean();
            CompletableFuture<Void> ordering = CompletableFuture.runAsync(() -> orderUntil(received, manager));
            assertThat(socket.next()).contains("\"id\":\"2\"", "\"article\":\"tea\"", "\"reader\":\"" + name + "\"");
            received.set(true);
            ordering.get();
        }
    }

    /** An order is sent to those who have subscribed by then; a client does not learn when that is. */
    private static void orderUntil(AtomicBoolean received, Http manager) {
        while (!received.get()) {
            try {
                assertThat(manager.query("mutation { order(article: \"tea\") { article } }"))
                        .isEqualTo(Map.of("data", Map.of("order", Map.of("article", "tea"))));
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        }
    }

    /** A user without a role sees less. */
    static void assertWithoutRole(String name, Map<String, String> login) throws Exception {
        Http user = with(login);
        assertThat(user.query(ALL))
                .isEqualTo(Map.of("data", Map.of("me", name, "meInParallel", name, "reports", List.of("sales"))));
        assertThat(user.postQuery("mutation { order(article: \"tea\") { article } }")
                        .body())
                .contains("FORBIDDEN");
        try (RawSocket socket = socket(login)) {
            socket.subscribe("1", "subscription { ordered { article } }");
            assertThat(socket.next()).contains("\"type\":\"error\"", "FORBIDDEN");
        }
    }

    /** Nobody, or somebody whose login is over, is asked to log in. */
    static void assertNobody(Map<String, String> login) throws Exception {
        assertThat(with(login).postQuery(ALL).body())
                .contains("UNAUTHENTICATED")
                .doesNotContain("sales");
        try (RawSocket socket = socket(login)) {
            socket.subscribe("1", ALL);
            assertThat(socket.next()).contains("UNAUTHENTICATED").doesNotContain("sales");
        }
    }

    static Http with(Map<String, String> headers) {
        Http http = Http.onServer();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            http = http.with(header.getKey(), header.getValue());
        }
        return http;
    }

    static RawSocket socket(Map<String, String> login) throws IOException {
        Map<String, String> headers = new HashMap<>(login);
        headers.put("Sec-WebSocket-Protocol", "graphql-transport-ws");
        return RawSocket.open(Http.onServer().root().getPort(), headers).init();
    }
}
