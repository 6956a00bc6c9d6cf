package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Tests the delivered product in a browser. {@code src/test/browser/graphiql.mjs} does what a user would do. */
@RunsOn.H2
@ExtendWith(ArquillianExtension.class)
class BrowserIT {
    @Deployment(testable = false)
    static WebArchive product() {
        return Product.extendSchema(Product.war().addClass(AddedBooks.class), AddedBooks.SCHEMA);
    }

    /**
     * GraphiQL starts, executes the example query, shows the documentation and follows a subscription, without an error
     * and without a request to another host.
     */
    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void graphiqlWorks() throws Exception {
        Process browser = new ProcessBuilder(
                        "node",
                        "src/test/browser/graphiql.mjs",
                        Http.onServer().root().toString(),
                        screenshots())
                .redirectErrorStream(true)
                .start();
        String output = outputOf(browser);
        assertThat(browser.waitFor()).as(output).isZero();
        assertThat(Http.onServer().postQuery("mutation { removeAddedBooks }").body())
                .doesNotContain("errors");
    }

    private static String screenshots() {
        return Path.of("target", "screenshots-" + System.getProperty("arquillian.launch"))
                .toString();
    }

    private static String outputOf(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
