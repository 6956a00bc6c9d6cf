package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Tests on each server that an application is not deployed if its schema and resolvers do not match. */
@RunsOn.H2
@ExtendWith(ArquillianExtension.class)
class DeploymentFaultsIT {
    /** Distinguishes this run's faults from those of earlier runs in the log. */
    private static final String RUN = "f" + System.nanoTime();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "broken", managed = false, testable = false)
    static WebArchive broken() {
        return Product.extendSchema(Product.war(), """

                extend type Query {
                  one: %1$sMissing
                  two: %1$sAlsoMissing
                }
                """.formatted(RUN));
    }

    /** S09: the deployment fails with all faults in one message, and the application serves nothing. */
    @Test
    void aBrokenApplicationIsNotDeployed() throws Exception {
        String failure = traceOf(catchThrowable(() -> deployer.deploy("broken")));
        try {
            assertThat(faults().matcher(failure + log()).find())
                    .as("the failure or the server's log names both faults; the failure is %s", failure)
                    .isTrue();
            assertThat(Http.onServer().getQuery("{ __typename }").statusCode()).isBetween(400, 599);
        } finally {
            deployer.undeploy("broken");
        }
    }

    private static String traceOf(Throwable failure) {
        StringWriter trace = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(trace));
        }
        return trace.toString();
    }

    private static Pattern faults() {
        return Pattern.compile("SyncToAsync cannot start; faults: 2\\s+1\\. [^\n]*" + RUN
                + "Missing[^\n]*\\s+2\\. [^\n]*" + RUN + "AlsoMissing");
    }

    private static String log() throws IOException {
        return Files.readString(Path.of(System.getProperty("server.log")), StandardCharsets.UTF_8);
    }
}
