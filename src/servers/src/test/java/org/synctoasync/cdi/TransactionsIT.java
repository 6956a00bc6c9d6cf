package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.BesidePuts;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.PutResolvers;
import org.synctoasync.testing.PutStore;
import org.synctoasync.testing.RandomPuts;
import org.synctoasync.testing.ServerTest;

/** Tests the transactions, persistence contexts and connections of resolvers, on each server with each database. */
class TransactionsIT extends ServerTest {
    private static final String NAMES = "{ one: nameOf(id: 1) two: nameOf(id: 2) three: nameOf(id: 3) }";
    private static final String ONE = "Jane Austen";
    private static final String TWO = "Herman Melville";
    private static final String THREE = "Fyodor Dostoevsky";

    @Inject
    private Connections connections;

    @Inject
    private JpaPuts puts;

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(
                        Product.forTests(
                                TransactionsIT.class,
                                Ledger.class,
                                Ledger.Written.class,
                                Ledger.Renamed.class,
                                Clerk.class,
                                Places.class,
                                Connections.class,
                                JpaPuts.class,
                                JpaPuts.FailingService.class,
                                PutStore.class,
                                BesidePuts.class,
                                PutResolvers.class,
                                PutResolvers.End.class,
                                PutResolvers.Put.class,
                                FailingStatements.class),
                        Ledger.SCHEMA
                                + Places.SCHEMA
                                + PutResolvers.SCHEMA
                                + BesidePuts.SCHEMA
                                + FailingStatements.SCHEMA)
                .addClasses(RandomPuts.class, RandomPuts.Client.class)
                .addClass("org.synctoasync.testing.RandomPuts$Claim");
    }

    @BeforeEach
    @AfterEach
    void restoreNames() throws Exception {
        database.write("UPDATE author SET name = ? WHERE id = 1", ONE);
        database.write("UPDATE author SET name = ? WHERE id = 2", TWO);
        database.write("UPDATE author SET name = ? WHERE id = 3", THREE);
    }

    /** S26: two fields that read one entity receive the same instance, through one connection. */
    @Test
    void aQueryHasOneContextAndOneConnection() throws Exception {
        int before = connections.taken();
        Map<String, Object> data = data("{ a: instance c: connection b: instance d: connection }");
        assertThat(data).containsEntry("a", data.get("b")).containsEntry("c", data.get("d"));
        assertThat(connections.taken()).isGreaterThan(before); // the next test relies on that count
    }

    /** S26: a request that reads nothing acquires no connection. */
    @Test
    void whoReadsNothingTakesNoConnection() throws Exception {
        int before = connections.taken();
        assertThat(data("{ nothing }")).containsEntry("nothing", true);
        assertThat(connections.taken()).isEqualTo(before);
    }

    /**
     * S27: an exception between two writes of a transactional resolver rolls both back and does not affect its
     * siblings.
     */
    @Test
    void aFailedTransactionIsRolledBack() throws Exception {
        ExecutionResult result = execute(
                "{ a: nameOf(id: 1) twoWrites(name: \"X\", fail: true) { passGate } instance b: nameOf(id: 2) }");
        assertFailedAt(result, "twoWrites");
        assertThat(result.<Map<String, Object>>getData())
                .containsEntry("a", ONE)
                .containsEntry("b", TWO)
                .doesNotContainEntry("instance", null);
        assertNames(ONE, TWO, THREE);
    }

    /**
     * S27: when a transactional resolver returns, its writes are visible to everyone although the request is still
     * running.
     */
    @Test
    void aTransactionIsCompleteWhenItsResolverReturns() throws Exception {
        Gate gate = Ledger.newGate();
        CompletableFuture<ExecutionResult> running =
                engine.execute("{ twoWrites(name: \"X\", fail: false) { passGate } }");
        gate.await(1);
        assertNames("X", "X", THREE);
        gate.open();
        assertThat(running.get().getErrors()).isEmpty();
    }

    /** S27: a transactional service that fails inside a plain resolver does not affect the resolver's siblings. */
    @Test
    void aFailedServiceSpoilsNoSibling() throws Exception {
        ExecutionResult result =
                execute("{ a: nameOf(id: 1) clerkInVain(name: \"X\") b: nameOf(id: 2) c: instance d: connection }");
        assertFailedAt(result, "clerkInVain");
        assertThat(result.<Map<String, Object>>getData())
                .containsEntry("a", ONE)
                .containsEntry("b", TWO)
                .doesNotContainEntry("c", null)
                .doesNotContainEntry("d", null);
        assertNames(ONE, TWO, THREE);
    }

    /**
     * S27: a rejected statement does not affect siblings either, although PostgreSQL then rejects all other statements
     * of the transaction.
     */
    @Test
    void aFailedStatementSpoilsNoSibling() throws Exception {
        ExecutionResult result = execute("{ a: nameOf(id: 1) failingStatement b: nameOf(id: 2) c: instance }");
        assertFailedAt(result, "failingStatement");
        assertThat(result.<Map<String, Object>>getData())
                .containsEntry("a", ONE)
                .containsEntry("b", TWO)
                .doesNotContainEntry("c", null);
    }

    /** S27: a statement that the database rejects is sent once, and only its field fails. */
    @Test
    void aRefusedStatementIsSentOnce() throws Exception {
        database.prepareSleep();
        List<String> all = new ArrayList<>(FailingStatements.EVERYWHERE);
        if (database.isPostgreSql()) {
            all.addAll(FailingStatements.ON_POSTGRESQL);
        }
        for (String how : all) {
            assertSentOnce("{ a: nameOf(id: 1) refused(how: \"" + how + "\") b: nameOf(id: 2) }", "refused");
            assertSentOnce(
                    "{ a: nameOf(id: 1) refusedBeside(how: \"" + how + "\") b: nameOf(id: 2) }", "refusedBeside");
        }
        for (String how : all) {
            ExecutionResult written = execute("mutation { a: rename(id: 1, name: \"" + how + "\") { name }"
                    + " refusedWrite(how: \"" + how + "\") b: rename(id: 2, name: \"" + how + "\") { name } }");
            assertFailedAt(written, "refusedWrite");
            assertNames(how, how, THREE);
        }
    }

    private void assertSentOnce(String query, String field) throws Exception {
        AtomicReference<ExecutionResult> result = new AtomicReference<>();
        Map<String, Integer> sent = statements.byField(() -> {
            result.set(execute(query));
            return null;
        });
        assertThat(result.get().getErrors()).as(query).isNotEmpty();
        assertFailedAt(result.get(), field);
        assertThat(result.get().<Map<String, Object>>getData())
                .containsEntry("a", ONE)
                .containsEntry("b", TWO);
        assertThat(sent.getOrDefault("Query." + field, 0)) // H2 rejects a syntax error before execution
                .as(query)
                .isLessThanOrEqualTo(1);
    }

    /** S28: a mutation that fails, also at commit, is rolled back, and the other mutations are committed. */
    @Test
    void mutationsAreKeptOneByOne() throws Exception {
        ExecutionResult result = execute("mutation { a: rename(id: 1, name: \"A\") { name }"
                + " b: renameInVain(id: 2, name: \"B\") { name } gone: remove(id: 1)"
                + " c: rename(id: 3, name: \"C\") { name } }");
        assertFailedAt(result, "b", "gone");
        assertThat(result.<Map<String, Object>>getData())
                .containsEntry("a", Map.of("name", "A"))
                .containsEntry("c", Map.of("name", "C"));
        assertNames("A", TWO, "C");
    }

    /** S28: a hand-wired data fetcher of a mutation's root field is committed or rolled back in the same way. */
    @Test
    void wiredMutationsAreKeptOneByOne() throws Exception {
        ExecutionResult result = execute("mutation { a: wired(id: 1, name: \"A\") { name }"
                + " b: wired(id: 2, name: \"B\", fail: true) { name } c: wired(id: 3, name: \"C\") { name } }");
        assertFailedAt(result, "b");
        assertNames("A", TWO, "C");
    }

    /** S28: a mutation, declared or wired by hand, is committed before its sub-selection is read. */
    @Test
    void mutationsAreKeptBeforeTheirSelectionIsRead() throws Exception {
        for (String field : List.of("rename", "wired")) {
            Gate gate = Ledger.newGate();
            CompletableFuture<ExecutionResult> running =
                    engine.execute("mutation { " + field + "(id: 1, name: \"" + field + "\") { passGate } }");
            gate.await(1);
            assertNames(field, TWO, THREE);
            gate.open();
            assertThat(running.get().getErrors()).isEmpty();
        }
    }

    /** S51: a root field is reported as successful if and only if its row is committed, whatever its resolver does. */
    @Test
    void whatIsReportedIsCommitted() throws Exception {
        assertThat(puts.mismatches(RandomPuts.client(engine, lanes), false)).isEmpty();
    }

    /** S52: below the second mutation, a loader and an association read the values that this mutation wrote. */
    @Test
    void whatIsReadAfterACommitIsFresh() throws Exception {
        String selection = " { books { writer { name } author } loaded }";
        Map<String, Object> data = data("mutation { a: renamed(id: 1, name: \"A\")" + selection
                + " b: renamed(id: 1, name: \"B\")" + selection + " }");
        assertThat(data.get("a").toString())
                .contains("name=A", "author=A", "loaded=A")
                .doesNotContain("=B");
        assertThat(data.get("b").toString())
                .contains("name=B", "author=B", "loaded=B")
                .doesNotContain("=A");
    }

    /**
     * S51: an entity that a loader returns to a mutation belongs to the mutation's transaction, so changes to it are
     * committed.
     */
    @Test
    void whatALoaderGivesAMutationIsItsOwn() throws Exception {
        data("mutation { a: renamed(id: 1, name: \"A\") { loaded } b: renameLoaded(id: 1, name: \"B\") { loaded } }");
        assertNames("B", TWO, THREE);
    }

    /** S30: parallel resolvers each have their own persistence context and their own connection. */
    @Test
    void parallelResolversHaveTheirOwn() throws Exception {
        Map<String, Object> data = data("{ besideTwo besideOther instance }");
        List<?> one = (List<?>) data.get("besideTwo");
        List<?> other = (List<?>) data.get("besideOther");
        assertThat(Stream.of(one.get(0), other.get(0), data.get("instance"))).doesNotHaveDuplicates();
        assertThat(one.get(1)).isNotEqualTo(other.get(1));
    }

    private void assertNames(String one, String two, String three) throws Exception {
        assertThat(data(NAMES)).isEqualTo(Map.of("one", one, "two", two, "three", three));
    }

    private static void assertFailedAt(ExecutionResult result, String... fields) {
        assertThat(result.getErrors())
                .extracting(GraphQLError::getPath)
                .extracting(path -> path.get(0))
                .containsExactlyInAnyOrder((Object[]) fields);
    }
}
