package org.synctoasync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Tests from outside the product without metrics and with the default setting, no statistics. */
@RunsOn.H2
@ExtendWith(ArquillianExtension.class)
class MetricsOffIT {
    private final Http http = Http.onServer();

    @Deployment(testable = false)
    static WebArchive product() {
        return Product.configure(Product.war(), "synctoasync.metrics=false");
    }

    /** S47: disabled metrics are not served, not even by the server's own endpoint. */
    @Test
    void metricsAreNotServed() throws Exception {
        HttpResponse<String> answer = http.get("metrics");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("# TYPE");
    }

    /** S47: a response reports its costs only if the setting requires it. */
    @Test
    void anAnswerDoesNotTellItsCosts() throws Exception {
        assertThat(http.query("{ latestBookName }")).containsOnlyKeys("data");
    }
}
