package org.synctoasync.graphql.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.resolver.Query;
import org.synctoasync.testing.LocalApplication;

/** Arguments of every kind arrive as the Java values that the parameters declare. */
class CoercionsTest {
    private final LocalApplication application =
            LocalApplication.with(Resolvers.class).deploy("""
            type Query {
              numbers(small: Int!, big: Long!, exact: Float!): String!
              ids(number: ID!, uuid: ID!): String!
              time(at: DateTime!): DateTime!
              lists(names: [String!]!, kinds: [Kind!]!): String!
              tree(node: Node!): String!
              maybe(name: String, plain: String): String!
              defaulted(first: Int = 3): String!
              raw(node: Node): String!
              range(range: Range!): String!
            }
            enum Kind { NOVEL POEM }
            input Node { name: String! children: [Node!] }
            input Range { from: Int! to: Int! }
            scalar Long
            scalar DateTime
            """);

    @AfterEach
    void undeploy() {
        application.close();
    }

    @Test
    void numbersAreWidened() throws Exception {
        assertThat(answer("numbers(small: 1, big: 9007199254740993, exact: 0.1)"))
                .isEqualTo("1 9007199254740993 0.1");
    }

    /** S38: ids are converted to the key's type. */
    @Test
    void idsAreParsed() throws Exception {
        assertThat(answer("ids(number: \"7\", uuid: \"123e4567-e89b-12d3-a456-426614174000\")"))
                .isEqualTo("7 123e4567-e89b-12d3-a456-426614174000");
    }

    @Test
    void instantsGoInAndOut() throws Exception {
        assertThat(answer("time(at: \"2024-01-05T10:00:00+01:00\")")).isEqualTo("2024-01-05T09:00:00.000Z");
    }

    @Test
    void listsSetsAndEnumsAreConverted() throws Exception {
        assertThat(answer("lists(names: [\"a\", \"b\"], kinds: [POEM, POEM])")).isEqualTo("[a, b] [POEM]");
    }

    @Test
    void inputObjectsBecomeRecordsAlsoRecursively() throws Exception {
        assertThat(answer("tree(node: {name: \"a\", children: [{name: \"b\"}]})"))
                .isEqualTo("Node[name=a, children=[Node[name=b, children=null]]]");
        assertThat(answer("raw(node: {name: \"a\"})")).isEqualTo("{name=a}");
    }

    @Test
    void absentIsNullOrEmpty() throws Exception {
        assertThat(answer("maybe")).isEqualTo("Optional.empty null");
        assertThat(answer("maybe(name: \"x\", plain: \"y\")")).isEqualTo("Optional[x] y");
    }

    @Test
    void defaultsComeFromTheSchema() throws Exception {
        assertThat(answer("defaulted")).isEqualTo("3");
        assertThat(application.execute("{ defaulted(first: null) }").getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).isEqualTo("the argument 'first' must not be null"));
    }

    /** If a record rejects its values, the client gets the reason. */
    @Test
    void recordsMayRefuse() throws Exception {
        ExecutionResult result = application.execute("{ range(range: {from: 2, to: 1}) }");
        assertThat(result.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).isEqualTo("the argument 'range': from is above to"));
    }

    @Test
    void aPrimitiveCannotTakeNull() {
        assertThatThrownBy(() -> LocalApplication.with(Primitive.class)
                        .deploy("type Query { plain(count: Int): String }")
                        .close())
                .hasMessageContaining("Int may be null and int cannot be; take Integer");
    }

    private String answer(String field) throws Exception {
        return String.valueOf(
                application.data("{ " + field + " }").values().iterator().next());
    }

    enum Kind {
        NOVEL,
        POEM
    }

    record Node(String name, List<Node> children) {}

    record Range(int from, int to) {
        Range {
            if (from > to) {
                throw new IllegalArgumentException("from is above to");
            }
        }
    }

    @ApplicationScoped
    static class Primitive {
        @Query
        String plain(int count) {
            return "" + count;
        }
    }

    @ApplicationScoped
    static class Resolvers {
        @Query
        String numbers(int small, long big, BigDecimal exact) {
            return small + " " + big + " " + exact;
        }

        @Query
        String ids(Long number, UUID uuid) {
            return number + " " + uuid;
        }

        @Query
        Instant time(Instant at) {
            return at;
        }

        @Query
        String lists(List<String> names, Set<Kind> kinds) {
            return names + " " + kinds;
        }

        @Query
        String tree(Node node) {
            return node.toString();
        }

        @Query
        String maybe(Optional<String> name, String plain) {
            return name + " " + plain;
        }

        @Query
        String defaulted(int first) {
            return "" + first;
        }

        @Query
        String raw(Map<String, Object> node) {
            return node.toString();
        }

        @Query
        String range(Range range) {
            return range.from() + ".." + range.to();
        }
    }
}
