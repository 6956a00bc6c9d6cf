package org.synctoasync.cdi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.synctoasync.testing.Http;

/**
 * Many concurrent clients. One third is logged in as Ann, one third as Bob, one third is not logged in. Each request
 * has its own note.
 */
final class Crowd {
    private static final int CLIENTS = 16;
    private static final String FIELDS = "{ caller note enterpriseNote log luggage reader enterpriseReader }";

    private final Http http;
    private final AtomicInteger left;

    Crowd(Http http, int requests) {
        this.http = http;
        this.left = new AtomicInteger(requests);
    }

    /** Whether the number of pending requests is so large that some of them will wait in the queue. */
    boolean isLarge() {
        return left.get() > 2 * CLIENTS;
    }

    /** Sends all requests and returns the responses that do not belong to their clients. */
    List<String> strays() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<String>> requests = new ArrayList<>();
            for (int i = left.get(); i > 0; i--) {
                int number = i;
                requests.add(() -> stray(number));
            }
            List<String> strays = new ArrayList<>();
            for (Future<String> stray : clients.invokeAll(requests)) {
                strays.add(stray.get());
            }
            strays.removeIf(String::isEmpty);
            return strays;
        } finally {
            clients.shutdown();
        }
    }

    private String stray(int number) throws Exception {
        left.decrementAndGet();
        String user = List.of(Users.ANN, Users.BOB, "").get(number % 3);
        String note = "note " + number;
        Http client = http.with(Arrival.HEADER, note);
        Map<String, Object> answer = (user.isEmpty() ? client : client.with("Authorization", Users.login(user)))
                .query("{ hereInLine " + FIELDS + (number % 4 == 0 ? " beside " + FIELDS : "") + "}");
        Map<String, Object> seen = sees(user, note);
        Map<String, Object> data = new HashMap<>(Map.of("hereInLine", seen));
        if (number % 4 == 0) {
            data.put("beside", seen);
        }
        return answer.equals(Map.of("data", data)) ? "" : user + ", " + note + " got " + answer;
    }

    private static Map<String, Object> sees(String user, String note) {
        Map<String, Object> seen = new HashMap<>();
        seen.put("caller", user.isEmpty() ? "nobody" : user);
        List.of("reader", "enterpriseReader").forEach(role -> seen.put(role, user.equals(Users.ANN)));
        List.of("note", "enterpriseNote", "log", "luggage").forEach(kind -> seen.put(kind, note));
        return seen;
    }
}
