package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.HttpCases;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RawHttp;
import org.synctoasync.testing.RawHttp.Answer;

/** Tests the HTTP endpoint from outside, with {@link DoorResolvers}. */
@ExtendWith(ArquillianExtension.class)
abstract class DoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long QUICK_NANOS = 2_000_000_000L;

    /** Details of the program that must not leak: classes, packages, stack frames, SQL, files. */
    private static final Pattern LEAK = Pattern.compile(
            "(?i)exception|\\bat [a-z]+\\.[a-z.]+\\(|\\b(java|javax|jakarta|graphql|org|com|fish)\\.[a-z]+\\.[a-z]"
                    + "|\\.java\\b|\\.jar\\b|select secret|/etc/|/tmp/|/standalone/|stack ?trace|caused by");

    final Http http = Http.onServer();
    final RawHttp raw = new RawHttp(Integer.getInteger("http.port"));

    static WebArchive door(String... settings) {
        WebArchive war =
                Product.war().addClasses(DoorResolvers.class, DoorResolvers.Shelf.class, DoorResolvers.Refused.class);
        return Product.configure(Product.extendSchema(war, DoorResolvers.SCHEMA), settings);
    }

    /** Sends all requests of a file and compares each response with the expected one in the file. */
    void check(String file, boolean draft) throws Exception {
        SoftAssertions all = new SoftAssertions();
        for (HttpCases.Case each : HttpCases.read(DoorTest.class, file)) {
            Answer answer = raw.ask(each.request(), said(each, "expect", draft).contains("silent") ? 1000 : 15_000);
            compare(each, answer, draft, all);
            assertServes(each.title());
        }
        all.assertAll();
    }

    /** Runs a script of {@code src/test/audits}, which must succeed, and returns its output. */
    static String script(String name, String endpoint) throws Exception {
        Process script = new ProcessBuilder("node", "src/test/audits/" + name, endpoint)
                .redirectErrorStream(true)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(output).isZero();
        return output;
    }

    /** A normal query is answered at once. */
    void assertServes(String after) throws Exception {
        long start = System.nanoTime();
        HttpResponse<String> answer = http.postQuery("{ ok }");
        assertThat(answer.body()).as(after).isEqualTo("{\"data\":{\"ok\":\"fine\"}}");
        assertThat(System.nanoTime() - start).as(after).isLessThan(QUICK_NANOS);
    }

    private static void compare(HttpCases.Case asked, Answer answer, boolean draft, SoftAssertions all)
            throws IOException {
        String[] expected = said(asked, "expect", draft).split(" ");
        String told = asked.title() + "\n" + answer.head() + "\n\n" + cut(answer.body());
        all.assertThat(Arrays.asList(expected[0].split("\\|"))).as(told).contains(word(answer.status()));
        all.assertThat(LEAK.matcher(answer.head() + answer.body()).find())
                .as("leak: " + told)
                .isFalse();
        if (expected.length > 1) {
            all.assertThat(code(answer)).as(told).isEqualTo(expected[1]);
        }
        String type = said(asked, "type", draft);
        if (!type.isEmpty()) {
            all.assertThat(answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT))
                    .as(told)
                    .startsWith(type);
        }
        if (asked.get("shows") != null) {
            all.assertThat(answer.body()).as(told).contains(asked.get("shows"));
        }
        if (asked.get("has") != null) {
            String[] header = asked.get("has").split(": ", 2);
            all.assertThat(answer.header(header[0]).orElse("")).as(told).contains(header[1]);
        }
        if (asked.get("data") != null) {
            all.assertThat(JSON.readTree(answer.body()).has("data"))
                    .as(told)
                    .isEqualTo(asked.get("data").equals("yes"));
        }
    }

    private static String said(HttpCases.Case asked, String key, boolean draft) {
        Map<String, List<String>> keys = asked.keys();
        List<String> values = draft && keys.containsKey(key + "-draft") ? keys.get(key + "-draft") : keys.get(key);
        return values == null ? "" : values.get(0);
    }

    private static String word(int status) {
        return switch (status) {
            case 0 -> "closed";
            case -1 -> "silent";
            default -> String.valueOf(status);
        };
    }

    private static String code(Answer answer) throws IOException {
        JsonNode code = JSON.readTree(answer.body()).at("/errors/0/extensions/code");
        return code.asText();
    }

    private static String cut(String body) {
        return body.length() < 400 ? body : body.substring(0, 400) + " ...";
    }
}
