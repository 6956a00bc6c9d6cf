package org.synctoasync.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests with their expected responses, read from a text file. A case is a title after {@code ==}, followed by lines
 * of a key and a value:
 *
 * <pre>
 *   == POST: a document that does not parse
 *   query: {
 *   expect: 400 GRAPHQL_PARSE_FAILED
 * </pre>
 *
 * <ul>
 *   <li>{@code send: METHOD target}; the default is POST /graphql
 *   <li>{@code header: Name: value}, repeatable; Host, Connection, Content-Type and Content-Length have defaults, and
 *       {@code header: Name:} omits one of them
 *   <li>{@code query: document}, {@code variables: JSON}: the body as JSON; {@code get: document}: the same by GET
 *   <li>{@code json: text}: any JSON body; {@code body: text}: any body, without a media type
 *   <li>{@code part: name: text}, {@code file: name: filename: bytes}, repeatable: the parts of a form, with the
 *       required header
 *   <li>{@code raw: text}: the whole request
 *   <li>{@code expect: status code}: the status, or alternatives separated by a bar; {@code closed} and {@code silent}
 *       mean no response; the code is that of the first error; {@code expect-draft} is for the other profile
 *   <li>{@code type: media type}, {@code has: Header: part}, {@code shows: part of the body}, {@code data: yes} or
 *       {@code no}
 * </ul>
 *
 * <p>In values, {@code «3*a#»} expands to a0a1a2 ({@code #+} is the number plus one). {@code \r \n \t \\ \xHH} are
 * escapes as in C; the last one is a byte.
 */
public final class HttpCases {
    private static final String BOUNDARY = "part";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REPEATED = Pattern.compile("«(\\d+)\\*([^»]*)»");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|t|\\\\|x[0-9a-fA-F]{2})");

    private HttpCases() {}

    /**
     * A request and its expected response.
     *
     * @param title the case's title
     * @param request the bytes to send
     * @param keys all values of the case by their keys
     */
    public record Case(String title, byte[] request, Map<String, List<String>> keys) {
        @Override
        public String toString() {
            return title;
        }

        /** The value of a key, or null if the case does not have it. */
        public @Nullable String get(String key) {
            List<String> values = keys.get(key);
            return values == null ? null : values.get(0);
        }
    }

    /** Reads the cases from a resource in a class's package. */
    public static List<Case> read(Class<?> beside, String name) {
        try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            List<Case> cases = new ArrayList<>();
            List<String> lines = List.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    add(cases, lines);
                    lines = new ArrayList<>();
                }
                if (!line.isBlank() && !line.startsWith("#") && lines instanceof ArrayList<String>) {
                    lines.add(line);
                }
            }
            add(cases, lines);
            return cases;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(List<Case> cases, List<String> lines) throws JsonProcessingException {
        if (!lines.isEmpty()) {
            Map<String, List<String>> keys = lines.stream()
                    .skip(1)
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.groupingBy(
                            pair -> pair[0], Collectors.mapping(pair -> pair[1].strip(), Collectors.toList())));
            cases.add(new Case(lines.get(0).substring(3), request(keys), keys));
        }
    }

    private static byte[] request(Map<String, List<String>> keys) throws JsonProcessingException {
        if (keys.containsKey("raw")) {
            return bytes(keys.get("raw").get(0));
        }
        byte[] body = body(keys);
        StringBuilder head = new StringBuilder(start(keys)).append(" HTTP/1.1\r\n");
        List<String> headers = keys.getOrDefault("header", List.of());
        defaults(keys, body).forEach((name, value) -> {
            if (headers.stream().noneMatch(header -> header.toLowerCase().startsWith(name.toLowerCase() + ":"))) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        for (String header : headers) {
            if (!header.endsWith(":")) {
                head.append(expanded(header)).append("\r\n");
            }
        }
        return join(bytes(head + "\r\n"), body);
    }

    private static String start(Map<String, List<String>> keys) {
        if (keys.containsKey("get")) {
            return "GET /graphql?query="
                    + URLEncoder.encode(expanded(keys.get("get").get(0)), StandardCharsets.UTF_8)
                    + keys.getOrDefault("parameters", List.of("")).get(0);
        }
        return expanded(keys.getOrDefault("send", List.of("POST /graphql")).get(0));
    }

    private static Map<String, String> defaults(Map<String, List<String>> keys, byte[] body) {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("Host", "localhost");
        defaults.put("Connection", "close");
        if (keys.containsKey("json") || keys.containsKey("query")) {
            defaults.put("Content-Type", "application/json");
        }
        if (keys.containsKey("part")) {
            defaults.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            defaults.put("GraphQL-Require-Preflight", "1");
        }
        if (body.length > 0 || keys.containsKey("body")) {
            defaults.put("Content-Length", String.valueOf(body.length));
        }
        return defaults;
    }

    private static byte[] body(Map<String, List<String>> keys) throws JsonProcessingException {
        if (keys.containsKey("query")) {
            String variables = keys.getOrDefault("variables", List.of("null")).get(0);
            String query = JSON.writeValueAsString(expanded(keys.get("query").get(0)));
            return utf8("{\"query\":" + query + ",\"variables\":" + expanded(variables) + "}");
        }
        if (keys.containsKey("json")) {
            return utf8(expanded(keys.get("json").get(0)));
        }
        if (keys.containsKey("part")) {
            return form(keys);
        }
        return keys.containsKey("body") ? bytes(keys.get("body").get(0)) : new byte[0];
    }

    private static byte[] form(Map<String, List<String>> keys) {
        StringBuilder form = new StringBuilder();
        for (String part : keys.get("part")) {
            String[] said = part.split(": ?", 2);
            part(form, "name=\"" + said[0] + "\"", said[1]);
        }
        for (String file : keys.getOrDefault("file", List.of())) {
            String[] said = file.split(": ?", 3);
            String type = "\"\\r\\nContent-Type: image/png";
            part(form, "name=\"" + said[0] + "\"; filename=\"" + said[1] + type, said[2]);
        }
        return bytes(form + "--" + BOUNDARY + "--\\r\\n");
    }

    private static void part(StringBuilder form, String named, String content) {
        form.append("--" + BOUNDARY + "\\r\\nContent-Disposition: form-data; ")
                .append(named)
                .append("\\r\\n\\r\\n")
                .append(content)
                .append("\\r\\n");
    }

    /** Expands the repetitions in a text. */
    public static String expanded(String text) {
        return REPEATED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(repeated(found.group(1), found.group(2))));
    }

    private static String repeated(String count, String text) {
        return IntStream.range(0, Integer.parseInt(count))
                .mapToObj(i -> text.replace("#+", String.valueOf(i + 1)).replace("#", String.valueOf(i)))
                .collect(Collectors.joining());
    }

    /** Encodes a text in UTF-8, except its byte escapes, and expands its repetitions. */
    public static byte[] bytes(String text) {
        String asUtf8 = new String(utf8(expanded(text)), StandardCharsets.ISO_8859_1);
        return ESCAPE.matcher(asUtf8)
                .replaceAll(found -> Matcher.quoteReplacement(escaped(found.group(1))))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String escaped(String name) {
        return switch (name.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'x' -> String.valueOf((char) Integer.parseInt(name.substring(1), 16));
            default -> name;
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] head, byte[] body) {
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
