package org.synctoasync.graphql.input;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.graphql.Engine;
import org.synctoasync.graphql.error.ErrorCodes;
import org.synctoasync.graphql.error.InternalErrors;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;
import org.synctoasync.testing.LoggedMessages;

/** Values that do not fit are the client's error, wherever they are, and no part of them is logged. */
@Timeout(120)
class ValuesTest {
    private static final List<String> TYPES =
            List.of("Int", "Float", "String", "Boolean", "ID", "Long", "DateTime", "Upload", "Kind", "Pick", "Node");

    private static final String FIELDS = TYPES.stream()
            .map(type ->
                    "  f%1$s(of: %1$s): String n%1$s(of: %1$s!): String l%1$s(of: [%1$s!]!): String i%1$s(of: In%1$s): String\n"
                            .formatted(type))
            .reduce("", String::concat);

    private static final String INPUTS = TYPES.stream()
            .map(type -> "input In%1$s { v: %1$s! l: [%1$s!] }\n".formatted(type))
            .reduce("", String::concat);

    private static final String SCHEMA = "type Query {\n" + FIELDS + """
              pick(by: Pick!): String
              number(id: ID!): String
              page(first: Int!): [Int!]
              ids(of: Ids!): String
              plain(id: Int!): String
              defaulted(first: Int! = 3): String
              sum(of: [Int!]!): Int
            }
            enum Kind { NOVEL POEM }
            input Pick @oneOf { id: Int name: String }
            input Node { name: String! next: Node }
            input Ids { small: ID far: ID big: ID uuid: ID }
            scalar Long
            scalar DateTime
            scalar Upload
            """ + INPUTS;

    /** Values that a client may write, as a literal and as JSON. */
    private static final Map<String, @Nullable Object> VALUES = new LinkedHashMap<>();

    static {
        BigInteger huge = BigInteger.TEN.pow(60);
        VALUES.put("null", null);
        VALUES.put("1", 1);
        VALUES.put("2147483648", 2147483648L);
        VALUES.put(huge.toString(), huge);
        VALUES.put("-" + huge, huge.negate());
        VALUES.put("1.5", 1.5);
        VALUES.put("1e400", Double.POSITIVE_INFINITY);
        VALUES.put("-1e400", Double.NEGATIVE_INFINITY);
        VALUES.put("1e999999999", Double.NaN);
        VALUES.put("1" + "0".repeat(390), BigInteger.TEN.pow(390));
        VALUES.put("true", true);
        VALUES.put("\"\"", "");
        VALUES.put("\"text\"", "text");
        VALUES.put("\"\u0663\"", "\u0663");
        VALUES.put("\"+999999999-12-31T23:59:59Z\"", "+999999999-12-31T23:59:59Z");
        VALUES.put("\"2024-13-45T99:00:00Z\"", "2024-13-45T99:00:00Z");
        VALUES.put("NOVEL", "NOVEL");
        VALUES.put("NONE", "NONE");
        VALUES.put("[]", List.of());
        VALUES.put("[null]", Collections.singletonList(null));
        VALUES.put("[[1]]", List.of(List.of(1)));
        VALUES.put("{}", Map.of());
        VALUES.put("{id: null}", Collections.singletonMap("id", null));
        VALUES.put("{id: 1, name: \"a\"}", Map.of("id", 1, "name", "a"));
        VALUES.put("{name: null}", Collections.singletonMap("name", null));
        VALUES.put(
                "{name: \"a\", next: {name: null}}",
                Map.of("name", "a", "next", Collections.singletonMap("name", null)));
        VALUES.put("{nothing: 1}", Map.of("nothing", 1));
    }

    private static final LocalApplication APPLICATION =
            LocalApplication.with(Resolvers.class, Echo.class).deploy(SCHEMA);

    @AfterAll
    static void undeploy() {
        APPLICATION.close();
    }

    /** Every type, every value, every place. */
    @Test
    void noValueIsAnInternalError() throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (LoggedMessages log = LoggedMessages.of(InternalErrors.class)) {
            for (String type : TYPES) {
                for (Map.Entry<String, @Nullable Object> value : VALUES.entrySet()) {
                    Map<String, @Nullable Object> variables = new HashMap<>();
                    variables.put("v", value.getValue());
                    for (String query : queries(type, value.getKey())) {
                        check(query, variables, all);
                    }
                }
            }
            all.assertThat(log.messages()).isEmpty();
        }
        all.assertAll();
    }

    private static List<String> queries(String type, String literal) {
        List<String> queries = new ArrayList<>();
        for (String value : List.of(literal, "$v")) {
            List<String> definitions = value.equals(literal)
                    ? List.of("")
                    : List.of("($v: %s)", "($v: %s!)", "($v: %s = " + defaultOf(type) + ")");
            for (String definition : definitions) {
                String head = "query" + definition.formatted(type);
                queries.add(head + "{ f" + type + "(of: " + value + ") }");
                queries.add(head + "{ n" + type + "(of: " + value + ") }");
                queries.add(head + "{ l" + type + "(of: [" + value + "]) }");
                queries.add(head + "{ l" + type + "(of: " + value + ") }");
                queries.add(head + "{ i" + type + "(of: {v: " + value + "}) }");
                queries.add(head + "{ i" + type + "(of: {v: " + defaultOf(type) + ", l: [" + value + "]}) }");
            }
        }
        queries.add("query($v: In" + type + ") { i" + type + "(of: $v) }");
        queries.add("query($v: [" + type + "!]!) { l" + type + "(of: $v) }");
        queries.add("query($d: " + type + " = " + literal + ") { f" + type + "(of: $d) }");
        queries.add("query($v: Int = 1) { pick(by: {id: $v}) }");
        queries.add("{ pick(by: {id: " + literal + "}) }");
        queries.add("query($v: Pick!) { pick(by: $v) }");
        queries.add("query($v: Boolean = true) { plain(id: 1) @skip(if: $v) }");
        return queries;
    }

    private static String defaultOf(String type) {
        return switch (type) {
            case "Int", "Long", "ID" -> "1";
            case "Float" -> "1.5";
            case "Boolean" -> "true";
            case "DateTime" -> "\"2024-01-05T10:00:00Z\"";
            case "Kind" -> "POEM";
            case "Pick" -> "{id: 1}";
            case "Node" -> "{name: \"a\"}";
            default -> "\"x\"";
        };
    }

    private static void check(String query, Map<String, @Nullable Object> variables, SoftAssertions all) {
        try {
            ExecutionResult answer = ErrorCodes.added(execute(query, variables));
            for (GraphQLError error : answer.getErrors()) {
                all.assertThat(ErrorCodes.of(error))
                        .as(query + " " + variables + " " + error)
                        .isIn("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED");
                all.assertThat(error.getMessage())
                        .as(query)
                        .doesNotContain(",,")
                        .hasSizeLessThan(600);
            }
        } catch (Exception failure) {
            all.fail(query + " " + variables, failure);
        }
    }

    /** A null for a variable with a default is the client's error where null is not allowed. */
    @Test
    void nullInThePlaceOfADefaultIsTheClientsError() throws Exception {
        Map<String, @Nullable Object> none = Collections.singletonMap("n", null);
        assertRefused("query($n: Int = 1) { plain(id: $n) }", none);
        assertRefused("{ pick(by: {id: null}) }", Map.of());
        assertRefused("query($n: Int = 1) { pick(by: {id: $n}) }", none);
        assertRefused("query($n: Int = 1) { sum(of: [1, $n]) }", none);
        assertRefused("query($n: Int = 1) { iInt(of: {v: $n}) }", none);
        assertRefused("query($n: Int) { defaulted(first: $n) }", none);
        assertRefused("{ fFloat(of: 1e400) }", Map.of());
        ExecutionResult undecided = execute(
                "query($n: Boolean = true) { plain(id: 1) ...F } fragment F on Query { fInt @skip(if: $n) }", none);
        assertThat(undecided.isDataPresent()).isFalse();
        assertThat(undecided.getErrors()).extracting(ErrorCodes::of).containsExactly("BAD_USER_INPUT");
    }

    private static void assertRefused(String query, Map<String, @Nullable Object> variables) throws Exception {
        try (LoggedMessages log = LoggedMessages.of(InternalErrors.class)) {
            assertThat(ErrorCodes.added(execute(query, variables)).getErrors())
                    .as(query)
                    .extracting(ErrorCodes::of)
                    .containsExactly("BAD_USER_INPUT");
            assertThat(log.messages()).isEmpty();
        }
    }

    /** An ID is a string or a whole number. */
    @Test
    void idsAreStringsOrWholeNumbers() throws Exception {
        for (Object id : new Object[] {1.5, 1.0, true, List.of(List.of("1")), Map.of()}) {
            assertRefused("query($n: ID!) { nID(of: $n) }", Map.of("n", id));
        }
        assertThat(number(7)).isEqualTo("7");
        assertThat(number(7L)).isEqualTo("7");
        assertThat(number("-7")).isEqualTo("-7");
    }

    private static String number(Object id) throws Exception {
        return execute("query($n: ID!) { number(id: $n) }", Map.of("n", id))
                .<Map<String, String>>getData()
                .get("number");
    }

    /** A row has only one id: the form that the server returns. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1", "\u0663", "01", "-0", "00", "", " 1", "1 ", "1.0", "1e1", "0x1", "1_0", "one", "--1", "\uff11"
            })
    void aNumberOfAnIdIsWrittenAsItIsServed(String id) throws Exception {
        for (String kind : List.of("small", "far", "big", "uuid")) {
            assertRefused("query($n: ID!) { ids(of: {" + kind + ": $n}) }", Map.of("n", id));
        }
        assertThat(ScalarCoercion.id(id, String.class)).isEqualTo(id);
    }

    @Test
    void idsAreReadInTheirServedForm() {
        assertThat(ScalarCoercion.id("0", Long.class)).isEqualTo(0L);
        assertThat(ScalarCoercion.id("-10", Integer.class)).isEqualTo(-10);
        assertThat(ScalarCoercion.id("9223372036854775808", Long.class)).isNull();
        assertThat(ScalarCoercion.id("9223372036854775808", BigInteger.class))
                .isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(ScalarCoercion.id("9".repeat(401), BigInteger.class)).isNull();
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        assertThat(ScalarCoercion.id(uuid.toString().toUpperCase(Locale.ROOT), UUID.class))
                .isEqualTo(uuid);
        assertThat(ScalarCoercion.id("1-1-1-1-1", UUID.class)).isNull();
    }

    /** A value that is not an Int is reported as invalid, not as beyond a limit. */
    @Test
    void aValueThatDoesNotFitIsNotCounted() throws Exception {
        ExecutionResult answer = execute("query($n: Int!) { page(first: $n) }", Map.of("n", 2147483648L));
        assertThat(ErrorCodes.added(answer).getErrors()).singleElement().satisfies(error -> {
            assertThat(ErrorCodes.of(error)).isEqualTo("BAD_USER_INPUT");
            assertThat(error.getMessage()).contains("integer range").doesNotContain(",,", "max-cost");
        });
        ExecutionResult tooMuch = execute("query($n: Int!) { page(first: $n) }", Map.of("n", 2147483647));
        assertThat(tooMuch.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage())
                        .isEqualTo("The document has more than 50000 values to ask for (lists counted), the limit;"
                                + " the setting is synctoasync.max-cost"));
    }

    private static ExecutionResult execute(String query, Map<String, ? extends @Nullable Object> variables)
            throws Exception {
        return APPLICATION
                .get(Engine.class)
                .execute(ExecutionInput.newExecutionInput(query)
                        .variables(new HashMap<>(variables))
                        .dataLoaderRegistry(new DataLoaderRegistry())
                        .build())
                .get(20, TimeUnit.SECONDS);
    }

    /** Reads all arguments as the engine provides them. */
    @ApplicationScoped
    static class Echo {
        void wire(@Observes RuntimeWiring.Builder wiring) {
            for (String type : TYPES) {
                for (String kind : List.of("f", "n", "l", "i")) {
                    wiring.type("Query", query -> query.dataFetcher(kind + type, Echo::read));
                }
            }
        }

        private static String read(DataFetchingEnvironment environment) {
            return String.valueOf(environment.getArguments());
        }
    }

    record Pick(@Nullable Integer id, @Nullable String name) {}

    @ApplicationScoped
    static class Resolvers {
        @Query
        String pick(Pick by) {
            return by.toString();
        }

        @Query
        String number(Long id) {
            return id.toString();
        }

        @Query
        List<Integer> page(int first) {
            return List.of();
        }

        @Query
        int sum(List<Integer> of) {
            return of.stream().mapToInt(Integer::intValue).sum();
        }

        @Query
        String defaulted(int first) {
            return "" + first;
        }

        @Query
        String plain(int id) {
            return "" + id;
        }

        @Query
        String ids(Ids of) {
            return of.toString();
        }
    }

    record Ids(
            @Nullable Integer small,
            @Nullable Long far,
            @Nullable BigInteger big,
            @Nullable UUID uuid) {}
}
