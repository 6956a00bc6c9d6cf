package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.synctoasync.testing.RawHttp;
import org.synctoasync.testing.RawHttp.Answer;
import org.synctoasync.testing.RawSocket;
import org.synctoasync.testing.UnclearSelection;

/** Sends requests that select no operation over every transport, and expects a request error from each. */
final class Selections {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUEST_ERROR = 422;
    private static final String BOUNDARY = "part";
    private static final String REST = "Host: localhost\r\nConnection: close\r\n\r\n";

    private final RawHttp raw;
    private final RawSocket socket;
    private int operations;

    Selections(RawHttp raw, RawSocket socket) {
        this.raw = raw;
        this.socket = socket;
    }

    /** Sends one request over every transport. */
    void check(UnclearSelection selection) throws Exception {
        String json = json(selection);
        for (String accept : new String[] {"application/json", "application/graphql-response+json"}) {
            expectError(post("application/json", accept, json), REQUEST_ERROR, selection);
        }
        expectError(post("application/json", "multipart/mixed, application/json", json), REQUEST_ERROR, selection);
        expectError(post("application/json", "application/json, text/event-stream", json), REQUEST_ERROR, selection);
        Answer events = post("application/json", "text/event-stream", json);
        expectError(new Answer(events.status(), events.head(), data(events.body())), 200, selection);
        Answer array = post("application/json", "application/json", "[" + json + "," + json + "]");
        assertThat(array.status()).isEqualTo(200);
        for (JsonNode each : JSON.readTree(array.body())) {
            expectError(each, selection);
        }
        expectError(
                post("multipart/form-data; boundary=" + BOUNDARY, "application/json", form(json)),
                REQUEST_ERROR,
                selection);
        expectError(ask("GET", "application/json", selection), REQUEST_ERROR, selection);
        Answer head = ask("HEAD", "application/json", selection);
        assertThat(head.status()).as(selection.toString()).isEqualTo(REQUEST_ERROR);
        overSocket(json, selection);
    }

    private void overSocket(String json, UnclearSelection selection) throws Exception {
        String id = "s" + operations++;
        socket.send("{\"type\":\"subscribe\",\"id\":\"" + id + "\",\"payload\":" + json + "}");
        JsonNode message = JSON.readTree(socket.next());
        assertThat(message.get("type").asText()).as(selection + " " + message).isEqualTo("error");
        assertThat(message.get("id").asText()).isEqualTo(id);
        expectCode(message.get("payload"), selection);
    }

    private static void expectError(Answer answer, int status, UnclearSelection selection) throws Exception {
        assertThat(answer.status())
                .as(selection + "\n" + answer.head() + answer.body())
                .isEqualTo(status);
        expectError(JSON.readTree(answer.body()), selection);
    }

    private static void expectError(JsonNode answer, UnclearSelection selection) {
        assertThat(answer.has("data")).as(selection + " " + answer).isFalse();
        expectCode(answer.get("errors"), selection);
    }

    private static void expectCode(JsonNode errors, UnclearSelection selection) {
        assertThat(errors.at("/0/extensions/code").asText())
                .as(selection + " " + errors)
                .isIn("OPERATION_RESOLUTION_FAILURE", "GRAPHQL_VALIDATION_FAILED");
    }

    /** The data of the first event. */
    private static String data(String events) {
        return events.replaceAll("(?s).*?data:([^\\n]*)\\n.*", "$1");
    }

    private static String json(UnclearSelection selection) throws JsonProcessingException {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("query", selection.document());
        if (selection.name() != null) {
            request.put("operationName", selection.name());
        }
        return JSON.writeValueAsString(request);
    }

    private static String form(String operations) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=";
        return head + "\"operations\"\r\n\r\n" + operations + "\r\n" + head + "\"map\"\r\n\r\n{}\r\n--" + BOUNDARY
                + "--\r\n";
    }

    private Answer post(String type, String accept, String body) throws Exception {
        return send("POST /graphql HTTP/1.1\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\nGraphQL-Require-Preflight: 1\r\nAccept: " + accept + "\r\n" + REST + body);
    }

    private Answer ask(String method, String accept, UnclearSelection selection) throws Exception {
        String name = selection.name() == null ? "" : "&operationName=" + encoded(selection.name());
        return send(method + " /graphql?query=" + encoded(selection.document()) + name + " HTTP/1.1\r\nAccept: "
                + accept + "\r\n" + REST);
    }

    private Answer send(String request) throws Exception {
        return raw.ask(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
