package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.introspection.IntrospectionQuery;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.synctoasync.execution.Lanes;
import org.synctoasync.testing.Answers;
import org.synctoasync.testing.Gate;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;
import org.synctoasync.testing.Statements.Statement;

/** Tests on each server where resolvers run. */
@RunsOn.Crosswise
class ResolversIT extends ServerTest {
    @Inject
    private Probes probes;

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(
                Product.forTests(
                        ResolversIT.class,
                        Probes.class,
                        Writers.class,
                        Answers.class,
                        ProbeContext.class,
                        ServletWatch.class),
                Probes.SCHEMA + Writers.SCHEMA);
    }

    /** S01: the resolver's query returns the newest row. */
    @Test
    void latestBookNameIsTheNewestRow() throws Exception {
        database.write("INSERT INTO book (id, name, created_at, author_id) SELECT 999, 'Newest', MAX(created_at) +"
                + " INTERVAL '1' DAY, 1 FROM book");
        try {
            assertThat(data("{ latestBookName }")).isEqualTo(Map.of("latestBookName", "Newest"));
        } finally {
            database.write("DELETE FROM book WHERE id = 999");
        }
    }

    /** S01: a resolver does not run on the servlet's thread. */
    @Test
    void resolversRunOnAnotherThreadThanTheServlet() throws Exception {
        Map<String, Object> answer = answerOverHttp("{ servletThread resolverThread }");
        assertThat(answer.get("resolverThread")).isNotNull().isNotEqualTo(answer.get("servletThread"));
    }

    /**
     * S01: the servlet's thread is free while the resolver blocks, because the resolver blocks until the servlet
     * returns.
     */
    @Test
    void theServletReturnsWhileAResolverBlocks() throws Exception {
        HttpResponse<String> answer = http().getQuery("{ servletHasReturned }");
        assertThat(answer.body()).isEqualTo("{\"data\":{\"servletHasReturned\":true}}");
    }

    /** S03: property fields of a thousand books add no hop and no call on the lane to those of the one resolver. */
    @Test
    void propertiesAreNotWrapped() throws Exception {
        Lanes.Counts before = lanes.counts();
        List<?> books =
                (List<?>) data("{ thousandBooks { id name createdAt } }").get("thousandBooks");
        assertThat(books).hasSize(1000);
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /** S04: introspection opens no lane and sends no statement. */
    @Test
    void introspectionIsNotWrapped() throws Exception {
        Lanes.Counts before = lanes.counts();
        assertThat(statements.during(() -> data(IntrospectionQuery.INTROSPECTION_QUERY)))
                .isEmpty();
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(0, 0, 0));
    }

    /** S07: without HTTP, an operation returns a stage. Its response comes later, and the caller does not wait. */
    @Test
    void executeGivesAStage() throws Exception {
        Gate gate = Probes.newGate();
        CompletableFuture<ExecutionResult> blocked = engine.execute("{ passGate latestBookName }");
        assertThat(blocked).isNotDone();
        gate.open();
        assertThat(blocked.get().<Map<String, Object>>getData())
                .containsEntry("passGate", true)
                .containsKey("latestBookName");
    }

    /** S33: the check after each test detects a running lane and its persistence context. */
    @Test
    void whatIsOpenIsSeen() throws Exception {
        Gate gate = Probes.newGate();
        CompletableFuture<ExecutionResult> blocked = engine.execute("{ passGate }");
        gate.await(1);
        Open meanwhile = open();
        gate.open();
        blocked.get();
        assertThat(meanwhile).isEqualTo(new Open(1, 0, 1));
        assertThat(open()).isEqualTo(Open.NOTHING);
    }

    /** S11: all resolvers and all batches of a request run on one thread. */
    @Test
    void oneThreadServesARequest() throws Exception {
        String query =
                "{ one: resolverThread latestBookName a: getBook(id: 1) { author thread } b: getBook(id: 2) { author"
                        + " thread } two: resolverThread }";
        List<Map<String, Object>> answers = new ArrayList<>();
        List<Statement> sent = statements.during(() -> answers.add(data(query)));
        Map<String, Object> answer = answers.get(0);
        assertThat(sent).extracting(Statement::sql).hasSize(3);
        assertThat(Stream.concat(
                        Stream.of(
                                answer.get("one"),
                                answer.get("two"),
                                ((Map<?, ?>) answer.get("a")).get("thread"),
                                ((Map<?, ?>) answer.get("b")).get("thread")),
                        sent.stream().map(Statement::thread)))
                .containsOnly(answer.get("one"));
    }

    /**
     * S28: each root field of a mutation has its own transaction. A failed one is rolled back, the others are
     * committed.
     */
    @Test
    void mutationsAreKeptOneByOne() throws Exception {
        String names = "{ five: getBook(id: 5) { name } six: getBook(id: 6) { name } seven: getBook(id: 7) { name } }";
        Map<String, Object> before = data(names);
        ExecutionResult result = execute("mutation { a: rename(id: 5, name: \"A\") { name }"
                + " b: renameInVain(id: 6, name: \"B\") { name } c: rename(id: 7, name: \"C\") { name } }");
        try {
            assertThat(result.getErrors())
                    .singleElement()
                    .satisfies(error -> assertThat(error.getPath()).containsExactly("b"));
            assertThat(result.<Map<String, Object>>getData())
                    .containsEntry("a", Map.of("name", "A"))
                    .containsEntry("b", null)
                    .containsEntry("c", Map.of("name", "C"));
            assertThat(data(names))
                    .containsEntry("five", Map.of("name", "A"))
                    .containsEntry("six", before.get("six"))
                    .containsEntry("seven", Map.of("name", "C"));
        } finally {
            restore(5, before.get("five"));
            restore(7, before.get("seven"));
        }
    }

    private void restore(long id, Object book) throws Exception {
        database.write("UPDATE book SET name = ? WHERE id = ?", ((Map<?, ?>) book).get("name"), id);
    }

    /** S20: a resolver that need not run on the lane may name the executor that runs it. */
    @Test
    void anExecutorMayBeNamed() throws Exception {
        Lanes.Counts before = lanes.counts();
        Map<String, Object> data = data("{ resolverThread serversOwnThread }");
        assertThat(data.get("serversOwnThread")).isNotEqualTo(data.get("resolverThread"));
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(1, 1, 1));
    }

    /** S15: an operation that a resolver executes and waits for needs no second lane and no second thread. */
    @Test
    void anOperationInsideAnOperationSharesLaneAndThread() throws Exception {
        Lanes.Counts before = lanes.counts();
        String[] threads = String.valueOf(data("{ nested }").get("nested")).split(" (?=[^ ]+$)");
        assertThat(threads[0]).endsWith(threads[1]);
        assertThat(lanes.counts().since(before).hops()).isEqualTo(1);
    }

    /** S46: the resolvers of each event run on a lane of its own, with new loaders. The source is called directly. */
    @Test
    void eachEventHasALaneOfItsOwn() throws Exception {
        Answers answers = new Answers();
        Lanes.Counts before = lanes.counts();
        execute("subscription { bookTouched { id thread author } }")
                .<Publisher<ExecutionResult>>getData()
                .subscribe(answers);
        assertThat(lanes.counts().since(before).lanes()).isZero();
        for (int event = 1; event <= 2; event++) {
            probes.touch(1);
            Map<?, ?> touched =
                    (Map<?, ?>) answers.next().<Map<String, Object>>getData().get("bookTouched");
            assertThat(touched.get("thread"))
                    .isNotEqualTo(Thread.currentThread().getName());
            assertThat(touched.get("author")).isEqualTo("Jane Austen");
            assertThat(lanes.counts().since(before).lanes()).isEqualTo(event);
        }
        answers.cancel();
    }

    /** S24: the application's context builder receives request and response, and resolvers see its contribution. */
    @Test
    void theContextBuilderContributes() throws Exception {
        HttpResponse<String> answer = http().postQuery("{ contributed loaderInContext }");
        assertThat(answer.body()).isEqualTo("{\"data\":{\"contributed\":\"POST /graphql\",\"loaderInContext\":true}}");
        assertThat(answer.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("visited=yes"));
    }

    @SuppressWarnings("unchecked") // the data is a JSON object
    private Map<String, Object> answerOverHttp(String query) throws Exception {
        Map<String, Object> answer = http().query(query);
        assertThat(answer).as("%s", answer).containsOnlyKeys("data");
        return (Map<String, Object>) answer.get("data");
    }
}
