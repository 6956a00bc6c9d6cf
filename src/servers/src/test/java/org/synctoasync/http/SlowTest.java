package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.synctoasync.testing.Eventually;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.ServerTest;

/**
 * A test with {@link SlowResolvers}. After each test, no lane is running, no request waits for a lane, and the database
 * is idle.
 */
abstract class SlowTest extends ServerTest {
    static WebArchive product(Class<?> test, String... settings) {
        WebArchive war = Product.forTests(test, SlowTest.class, SlowResolvers.class);
        return Product.configure(Product.extendSchema(war, SlowResolvers.SCHEMA), settings);
    }

    @BeforeEach
    void prepareSleep() throws Exception {
        database.prepareSleep();
    }

    @AfterEach
    void nothingRunsOn() throws Exception {
        SlowResolvers.openGate();
        awaitEnd();
    }

    /** Waits until all requests have ended, including those that the database still works on. */
    void awaitEnd() throws Exception {
        Eventually.holds("lanes running", lanes::running, 0);
        assertThat(lanes.waiting()).as("requests that wait for a lane").isZero();
        assertThat(database.busySessions()).as("busy sessions").isZero();
    }
}
