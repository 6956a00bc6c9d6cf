package org.synctoasync.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.synctoasync.testing.HttpCases;
import org.synctoasync.testing.RawSocket;

/**
 * Cases of messages sent over a socket with the expected messages of the server. They are read from a text file, which
 * describes its own format.
 */
final class SocketCases {
    private SocketCases() {}

    /**
     * A case.
     *
     * @param steps the steps, in order
     */
    record Case(String title, List<String> steps) {
        /** Performs all steps of the case and returns the differences from the expected messages. */
        List<String> play(RawSocket socket) throws IOException {
            List<String> faults = new ArrayList<>();
            if (!steps.contains("raw")) {
                socket.init();
            }
            for (String step : steps) {
                String key = step.split(":", 2)[0];
                String value =
                        step.equals(key) ? "" : step.substring(key.length() + 1).strip();
                if (key.startsWith("send")) {
                    send(socket, key, HttpCases.expanded(value));
                } else if (key.equals("frame")) {
                    String[] parts = value.split(" ", 3);
                    socket.frame(parts[0].equals("last"), Integer.parseInt(parts[1]), HttpCases.bytes(parts[2]));
                } else if (key.equals("cut")) {
                    socket.cut();
                } else if (key.equals("expect")) {
                    expect(socket, value, faults);
                }
            }
            return faults;
        }

        private static void send(RawSocket socket, String key, String value) throws IOException {
            int times = key.equals("send") ? 1 : Integer.parseInt(key.substring(5));
            for (int i = 0; i < times; i++) {
                socket.send(value.replace("#", String.valueOf(i)));
            }
        }

        private static void expect(RawSocket socket, String expected, List<String> faults) throws IOException {
            String told = expected.startsWith("closed ") ? "closed " + socket.closed() : socket.next();
            boolean met = expected.startsWith("closed ")
                    ? List.of(expected.substring(7).split("\\|")).contains(told.substring(7))
                    : told.contains(expected);
            if (!met || told.contains("SELECT") || told.contains("xception")) {
                faults.add("expected " + expected + ", told " + told);
            }
        }
    }

    /** Reads the cases from a resource in this class's package. */
    static List<Case> read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SocketCases.class.getResourceAsStream(name), name)) {
            List<Case> cases = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    cases.add(new Case(line.substring(3), new ArrayList<>()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    cases.get(cases.size() - 1).steps().add(line);
                }
            }
            return cases;
        }
    }
}
