package org.synctoasync.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.RawSocket;

/** Makes each part of {@link Injected} throw in each kind of request, and checks the results. */
final class Injections {
    private static final String CLEAN = "lanes 0, waiting 0, beans 0, requests 0, sources 0, unclean threads 0";

    private final Http http;
    private final int port;
    private final List<String> faults = new ArrayList<>();

    Injections(Http http, int port) {
        this.http = http;
        this.port = port;
    }

    /** A kind of request. */
    private interface Sent {
        String answer() throws Exception;
    }

    private Map<String, Sent> requests() {
        Map<String, Sent> requests = new LinkedHashMap<>();
        requests.put("short", () -> http.postQuery("{ ok injected raw }").body());
        requests.put("get", () -> http.getQuery("{ ok injected raw }").body());
        requests.put(
                "long", () -> http.postQuery("{ ok injected(size: 20000) raw }").body());
        requests.put(
                "array",
                () -> http.post("application/json", "[{\"query\":\"{injected raw}\"},{\"query\":\"{ok injected}\"}]")
                        .body());
        requests.put(
                "parts",
                () -> http.with("Accept", "multipart/mixed")
                        .postQuery("{ ok ... @defer { injected(size: 20000) } ... @defer { raw } }")
                        .body());
        requests.put(
                "event",
                () -> http.with("Accept", "text/event-stream")
                        .postQuery("{ injected raw }")
                        .body());
        requests.put("socket", () -> overSocket("{ injected raw }"));
        requests.put("events over a socket", () -> overSocket("subscription { injectedEvents }"));
        return requests;
    }

    /**
     * Plays all combinations and returns the faults: requests that do not end, responses that reveal details, and
     * resources left behind.
     */
    List<String> faults() throws Exception {
        for (String step : Injected.STEPS) {
            for (String kind : Injected.KINDS.keySet()) {
                for (Map.Entry<String, Sent> request : requests().entrySet()) {
                    play(step + " throws " + kind + ", " + request.getKey(), step, kind, request.getValue());
                }
            }
            Eventually.holds("after " + step, () -> http.get("inject").body(), CLEAN);
        }
        return faults;
    }

    private void play(String title, String step, String kind, Sent request) throws Exception {
        http.get("inject?kind=" + kind + "&step=" + step.replace("+", "%2B"));
        try {
            String answer = request.answer();
            if (answer.contains("SELECT") || answer.contains("closed 0")) {
                faults.add(title + ": " + answer);
            }
        } catch (HttpTimeoutException endless) {
            faults.add(title + ": no answer");
        } catch (IOException cut) {
            if (String.valueOf(cut.getMessage()).contains("timed out")) {
                faults.add(title + ": no answer");
            }
        }
        String next = http.postQuery("{ ok }").body();
        if (!next.equals("{\"data\":{\"ok\":\"fine\"}}")) {
            http.get("inject"); // disarm
            String again = http.postQuery("{ ok }").body();
            if (!again.equals("{\"data\":{\"ok\":\"fine\"}}")) {
                faults.add(title + ", the next request: " + again);
            }
        }
    }

    /** Returns the end of an operation or, for an operation without an end, its first message. */
    private String overSocket(String query) throws IOException {
        try (RawSocket socket = RawSocket.open(port)) {
            socket.send("{\"type\":\"connection_init\"}");
            String message = socket.next();
            if (!message.contains("connection_ack")) {
                return message;
            }
            socket.subscribe("1", query);
            message = socket.next();
            if (query.startsWith("subscription")) {
                socket.send("{\"type\":\"complete\",\"id\":\"1\"}");
                return message;
            }
            return message.contains("\"next\"") ? message + socket.next() : message;
        }
    }
}
