package org.synctoasync.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An HTTP client of the deployed application. */
public final class Http {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    private final URI base;
    private final Map<String, String> headers;

    private Http(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** A client inside the server, of the application on the port that received the test's own request. */
    public static Http on(int port) {
        return new Http(URI.create("http://localhost:" + port + "/"), Map.of());
    }

    /** A client outside the server, of the application on the port that Maven reserved. */
    public static Http onServer() {
        return on(Integer.getInteger("http.port"));
    }

    /** The same client, which sends an additional header with every request. */
    public Http with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Http(base, more);
    }

    /** A client of another application on the same server. */
    public Http at(String context) {
        return new Http(base.resolve(context + "/"), headers);
    }

    /** The application's root. */
    public URI root() {
        return base;
    }

    /** Gets a page. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Sends an operation as a GET request's parameter. */
    public HttpResponse<String> getQuery(String query) throws IOException, InterruptedException {
        return get("graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    /** Posts any body to the endpoint. */
    public HttpResponse<String> post(String contentType, String body) throws IOException, InterruptedException {
        return send(request("graphql").header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Posts an operation to the endpoint. */
    public HttpResponse<String> postQuery(String query) throws IOException, InterruptedException {
        return post("application/json", body(query));
    }

    /** Posts an operation to the endpoint without waiting for the response. */
    public CompletableFuture<HttpResponse<String>> postLater(String query) throws JsonProcessingException {
        return CLIENT.sendAsync(
                request("graphql")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body(query)))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Posts an operation, runs an action, and closes the connection before the response arrives. */
    public void postAndLeave(String query, Meanwhile meanwhile) throws Exception {
        try (Socket socket = open(query)) {
            assert socket.isConnected();
            meanwhile.run();
        }
    }

    /** Works like {@link #postAndLeave}, except that the connection is reset. */
    public void postAndCutOff(String query, Meanwhile meanwhile) throws Exception {
        try (Socket socket = open(query)) {
            meanwhile.run();
            socket.setSoLinger(true, 0);
        }
    }

    /** An action of a test during its request. */
    public interface Meanwhile {
        /** Runs the action. */
        void run() throws Exception;
    }

    private Socket open(String query) throws IOException {
        byte[] body = body(query).getBytes(StandardCharsets.UTF_8);
        String head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        Socket socket = new Socket(base.getHost(), base.getPort());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    /** Posts an operation and returns the response's body as a map. */
    public Map<String, Object> query(String query) throws IOException, InterruptedException {
        return json(postQuery(query));
    }

    /** The body of a response as a map. */
    public static Map<String, Object> json(HttpResponse<String> answer) throws JsonProcessingException {
        return JSON.readValue(answer.body(), new TypeReference<>() {});
    }

    private static String body(String query) throws JsonProcessingException {
        return JSON.writeValueAsString(Map.of("query", query));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
        headers.forEach(request::header);
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
