package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** Tests two applications with the library's jar on one server. Both have entities for the same tables. */
@RunsOn.H2
@Timeout(180)
class TwoApplicationsIT extends ServerTest {
    private static final String FIRST = "{ getBook(id: 1) { name author } }";
    private static final String FIRST_ANSWER =
            "{\"data\":{\"getBook\":{\"name\":\"Pride and Prejudice\",\"author\":\"Jane Austen\"}}}";
    private static final String SECOND = "{ book(id: 1) { name author { name books { id reviews { id } } } } }";

    @Deployment
    static WebArchive product() {
        return Product.configure(
                Product.forTests(TwoApplicationsIT.class, SecondApplication.class),
                "bench.war=" + System.getProperty("bench.war"));
    }

    /**
     * Each application has its own schema, loaders and metrics, also under concurrent requests, and the second
     * application does not affect the first.
     */
    @Test
    void bothAnswerEachItsOwn() throws Exception {
        Path war = Path.of(ConfigProvider.getConfig().getValue("bench.war", String.class));
        Http first = http();
        Http second = first.at("bench");
        SecondApplication.deploy(war);
        try {
            assertThat(second.get("").body()).contains("GraphiQL");
            String answer = second.postQuery(SECOND).body();
            assertThat(answer)
                    .startsWith(
                            "{\"data\":{\"book\":{\"name\":\"Pride and Prejudice\",\"author\":{\"name\":\"Jane Austen\"")
                    .doesNotContain("errors");
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(first.postLater(FIRST));
                answers.add(second.postLater(SECOND));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS).body())
                        .isEqualTo(i % 2 == 0 ? FIRST_ANSWER : answer);
            }
            assertThat(second.get("metrics").body()).contains("synctoasync_hops_total 21.0");
            assertThat(first.get("metrics").body()).contains("synctoasync_hops_total 20.0");
        } finally {
            SecondApplication.undeploy();
        }
        assertThat(second.getQuery("{ __typename }").statusCode()).isEqualTo(404);
        assertThat(first.postQuery(FIRST).body()).isEqualTo(FIRST_ANSWER);
    }
}
