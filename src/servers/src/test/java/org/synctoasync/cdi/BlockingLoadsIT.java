package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Tests resolvers that block on a loader, on the servers' own threads with their stack sizes. */
@RunsOn.Crosswise
@SuppressWarnings("unchecked") // the types of the response are known
class BlockingLoadsIT extends BlockingLoads {
    private static final int DEFAULT_DEPTH = 256;

    @Deployment
    static WebArchive product() {
        WebArchive war = Product.forTests(
                BlockingLoadsIT.class,
                BlockingLoads.class,
                Pages.class,
                Pages.Page.class,
                ScarcePages.class,
                SessionPages.class);
        return Product.configure(
                Product.extendSchema(war, Pages.SCHEMA + ScarcePages.SCHEMA), "synctoasync.statistics=true");
    }

    /** S17: 200 resolvers that block on a loader send one statement. */
    @Test
    void blockingSendsOneStatement() throws Exception {
        assertThat(batches(200)).containsExactly(200);
    }

    /** S17: 5,000 blocking resolvers send one statement for each 256 keys, the cap, and do not overflow the stack. */
    @Test
    void blockingManyTimesSendsOneStatementForEachCap() throws Exception {
        List<Integer> batches = batches(AUTHORS);
        int full = AUTHORS / DEFAULT_DEPTH;
        assertThat(batches).hasSize(full + 1).startsWith(DEFAULT_DEPTH).endsWith(AUTHORS - full * DEFAULT_DEPTH);
    }

    /**
     * S39, S50: parallel resolvers wait for one batch, even when they are more than may run at once and each of them
     * used a connection before.
     */
    @Test
    void parallelResolversThatWaitHoldNothing() throws Exception {
        assertThat(authors("authorInParallel", 100)).isEqualTo(names(100));
    }

    /** S50: a parallel resolver that holds a connection must not wait if the request cannot end the transaction. */
    @Test
    void waitingWithATransactionsConnectionIsRefused() throws Exception {
        assertThat(execute(query("authorInTransaction", 1)).getErrors())
                .singleElement()
                .asString()
                .contains("Page.authorInTransaction", "waits in parallel, inside a method with @Transactional");
        assertThat(execute(query("authorOfSessionConnected", 1)).getErrors())
                .singleElement()
                .asString()
                .contains("waits in parallel", "a session bean");
    }

    /**
     * S50: the instances of a session bean do not run out while its resolvers wait, nor while resolvers that call it
     * wait.
     */
    @Test
    void sessionBeansMayWait() throws Exception {
        for (String field : List.of("authorOfSession", "authorByService", "authorOfSessionInParallel")) {
            assertThat(authors(field, 100)).as(field).isEqualTo(names(100));
        }
    }

    /**
     * S50: with the default sizes, lanes that have used connections wait for parallel resolvers that need a connection.
     */
    @Test
    void aCrowdOfMixedRequestsIsAnswered() throws Exception {
        String query = "{ a: countInParallel b: countInParallel c: countInParallel d: countInParallel e: count "
                + "pages(from: " + FIRST + ", count: 5) { author authorInParallel authorOfSession authorByService } }";
        List<CompletableFuture<ExecutionResult>> answers = new ArrayList<>();
        for (int client = 0; client < 200; client++) {
            answers.add(engine.execute(query));
        }
        for (CompletableFuture<ExecutionResult> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).getErrors()).isEmpty();
        }
    }

    private List<String> authors(String field, int count) throws Exception {
        List<Map<String, String>> pages =
                (List<Map<String, String>>) data(query(field, count)).get("pages");
        return pages.stream().map(page -> page.get(field)).toList();
    }

    private static String query(String field, int count) {
        return "{ pages(from: " + FIRST + ", count: " + count + ") { " + field + " } }";
    }

    private static List<String> names(int count) {
        return IntStream.range(FIRST, FIRST + count).mapToObj(id -> "A" + id).toList();
    }
}
