package org.synctoasync.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.synctoasync.testing.Http;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/**
 * Tests on each server an application whose persistence.xml leaves the shared cache on, with all settings at their
 * defaults.
 */
@RunsOn.H2
@ExtendWith(ArquillianExtension.class)
class SharedCacheIT {
    /** Distinguishes this run's lines from those of earlier runs in the log. */
    private static final String RUN = "run" + System.nanoTime();

    @Deployment(testable = false)
    static WebArchive product() {
        WebArchive war = Product.war().addClass(LendingResolvers.class);
        Product.edit(
                war,
                "WEB-INF/classes/META-INF/persistence.xml",
                xml -> xml.replace("<shared-cache-mode>NONE</shared-cache-mode>", "")
                        .replace("name=\"books\"", "name=\"" + RUN + "\""));
        return Product.extendSchema(war, LendingResolvers.SCHEMA);
    }

    /** The log contains one warning about the shared cache, with the remedy. */
    @Test
    void theSharedCacheIsWarnedOf() throws Exception {
        assertThat(count("its shared cache holds Author, Book, Review; put <shared-cache-mode>NONE</shared-cache-mode>"
                        + " into persistence.xml \\(session [^)\n]*" + RUN + "\\)"))
                .isEqualTo(1);
    }

    /**
     * S31: by default the guard logs one warning for each field, also for reads from the shared cache, and the field
     * has its value.
     */
    @Test
    void theGuardWarnsOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(Http.onServer().query("{ authorInStage(id: 1, thread: \"" + RUN + "\") }"))
                    .isEqualTo(Map.of("data", Map.of("authorInStage", "Jane Austen")));
        }
        assertThat(count("While waiting for Query.authorInStage, an entity Author was to be read on " + RUN
                        + " in a persistence context that belongs to"))
                .isEqualTo(1);
    }

    private static long count(String pattern) throws IOException {
        String log = Files.readString(Path.of(System.getProperty("server.log")), StandardCharsets.UTF_8);
        return Pattern.compile(pattern).matcher(log).results().count();
    }
}
