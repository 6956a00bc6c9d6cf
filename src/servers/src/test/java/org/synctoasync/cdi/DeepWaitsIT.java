package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Tests a cap that no stack has room for, on the servers' own threads with their stack sizes. */
@RunsOn.H2
class DeepWaitsIT extends BlockingLoads {
    @Deployment
    static WebArchive product() {
        WebArchive war = Product.forTests(DeepWaitsIT.class, BlockingLoads.class, Pages.class, Pages.Page.class);
        return Product.configure(
                Product.extendSchema(war, Pages.SCHEMA), "synctoasync.wait-depth=10000", "synctoasync.statistics=true");
    }

    /**
     * S17: the stack size limits the number of waiting resolvers, which exceeds the default cap, and no stack
     * overflows.
     */
    @Test
    void theStackIsTheCap() throws Exception {
        List<Integer> batches = batches(AUTHORS);
        System.getLogger(DeepWaitsIT.class.getName())
                .log(System.Logger.Level.INFO, "Keys of the statements: {0}", batches);
        assertThat(batches.stream().mapToInt(size -> size).sum()).isEqualTo(AUTHORS);
        assertThat(batches.get(0)).isBetween(257, AUTHORS - 1);
    }
}
