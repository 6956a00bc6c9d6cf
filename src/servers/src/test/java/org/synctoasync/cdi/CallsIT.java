package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synctoasync.execution.Lanes;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** Tests on each server how resolvers are called and how their results and exceptions are processed. */
@RunsOn.Crosswise
class CallsIT extends ServerTest {
    @Inject
    private Clerk clerk;

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(
                Product.forTests(
                        CallsIT.class,
                        Ledger.class,
                        Ledger.Written.class,
                        Ledger.Renamed.class,
                        Clerk.class,
                        Places.class,
                        Failures.class,
                        LoggedErrors.class,
                        LazyResults.class),
                Ledger.SCHEMA + Places.SCHEMA + Failures.SCHEMA + LazyResults.SCHEMA);
    }

    /** S05: a resolver that returns a stage is called directly on the lane, without an extra call and without a hop. */
    @Test
    void stagesAreCalledAsTheyAre() throws Exception {
        Lanes.Counts before = lanes.counts();
        Map<String, Object> data = data("{ staged sensitive }");
        assertThat(data.get("staged")).isEqualTo(data.get("sensitive"));
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /** S06: resolvers called by a transactional bean run on its thread and in its persistence context. */
    @Test
    void calledDirectlyTheyStayWithTheirCaller() {
        Lanes.Counts before = lanes.counts();
        List<List<Object>> found = clerk.callDirectly();
        String here = Thread.currentThread().getName();
        assertThat(found.get(0)).containsOnly(here);
        assertThat(found.get(1)).hasSize(2).containsOnly(found.get(1).get(0));
        assertThat(lanes.counts()).isEqualTo(before);
    }

    /** S08: wrapped methods called by a wrapped method run directly: one thread, one hop. */
    @Test
    void nothingIsWrappedTwice() throws Exception {
        Lanes.Counts before = lanes.counts();
        List<?> threads = (List<?>) data("{ nested }").get("nested");
        assertThat(threads)
                .hasSize(4)
                .satisfies(all -> assertThat(all.stream().distinct()).hasSize(1));
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /** S10: two clients send 1,000 requests each at the same time, and each client receives its own responses. */
    @Test
    void requestsAreNotMixedUp() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Callable<List<Map<String, Object>>>> both = new ArrayList<>();
            for (String client : List.of("first", "second")) {
                both.add(() -> IntStream.range(0, 1000)
                        .mapToObj(i -> ask(client + i, i))
                        .toList());
            }
            List<Future<List<Map<String, Object>>>> answers = clients.invokeAll(both);
            assertThat(answers.get(0).get()).isEqualTo(expected("first"));
            assertThat(answers.get(1).get()).isEqualTo(expected("second"));
        } finally {
            clients.shutdown();
        }
    }

    private Map<String, Object> ask(String word, int i) {
        try {
            return data("{ echo(word: \"" + word + "\") getBook(id: " + (i % 50 + 1) + ") { id } }");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<Map<String, Object>> expected(String client) {
        return IntStream.range(0, 1000)
                .mapToObj(i ->
                        Map.<String, Object>of("echo", client + i, "getBook", Map.of("id", String.valueOf(i % 50 + 1))))
                .toList();
    }

    /**
     * S25: whatever a resolver throws, the client receives a response, and the log contains the thrown object itself.
     */
    @ParameterizedTest
    @ValueSource(strings = {"checked", "unchecked", "error"})
    void whatIsThrownIsAnsweredAndLogged(String kind) throws Exception {
        try (LoggedErrors log = new LoggedErrors()) {
            HttpResponse<String> answer = http().postQuery("{ nothing fail(kind: \"" + kind + "\") }");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"nothing\":true", "\"fail\":null", "INTERNAL_ERROR");
            assertThat(log.thrown()).hasSize(1);
            assertThat(log.thrown().get(0)).isSameAs(Failures.THROWN.get(kind));
        }
    }

    /** S25: a resolver whose stack overflows gets a response too. */
    @Test
    void anOverflowIsAnsweredAndLogged() throws Exception {
        try (LoggedErrors log = new LoggedErrors()) {
            HttpResponse<String> answer = http().postQuery("{ nothing overflow(depth: 0) }");
            assertThat(answer.body()).contains("\"nothing\":true", "\"overflow\":null", "INTERNAL_ERROR");
            assertThat(log.thrown()).singleElement().isInstanceOf(StackOverflowError.class);
        }
    }

    /**
     * S32: streams, iterators and lazy collections are read on the lane, in its transaction, and streams are closed.
     */
    @Test
    void lazyResultsAreReadOnTheLane() throws Exception {
        Map<String, Object> data = data("{ sensitive iterator collection stream }");
        assertThat(List.of(data.get("stream"), data.get("iterator"), data.get("collection")))
                .containsOnly(authorsOn(data.get("sensitive")));
        assertThat(data("{ closed }")).containsEntry("closed", true);
    }

    /** S32: lazy results of a parallel resolver are read on its own thread, not on the lane. */
    @ParameterizedTest
    @ValueSource(strings = {"streamBeside", "iteratorBeside", "collectionBeside"})
    void lazyResultsOfParallelResolversAreReadThere(String field) throws Exception {
        Map<String, Object> data = data("{ sensitive " + field + " }");
        assertThat((List<?>) data.get(field))
                .hasSize(3)
                .isNotEqualTo(authorsOn(data.get("sensitive")))
                .first()
                .asString()
                .startsWith("Jane Austen on ");
    }

    /** S32: lazy results of a mutation are read before its transaction ends. */
    @Test
    void lazyResultsOfMutationsAreRead() throws Exception {
        assertThat(data("mutation { streamOfMutation }"))
                .isEqualTo(Map.of("streamOfMutation", List.of("inside", "inside", "inside")));
    }

    private static List<String> authorsOn(Object thread) {
        return Stream.of("Jane Austen", "Herman Melville", "Fyodor Dostoevsky")
                .map(name -> name + " on " + thread)
                .toList();
    }
}
