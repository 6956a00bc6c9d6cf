package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;

/** Resolvers that block on a loader, on the servers' own threads with their own stacks. */
@RunsOn.Crosswise
class BlockingLoadsIT extends BlockingLoads {
    private static final int DEFAULT_DEPTH = 256;

    @Deployment
    static WebArchive product() {
        WebArchive war = Product.forTests(BlockingLoadsIT.class, BlockingLoads.class, Pages.class, Pages.Page.class);
        return Product.configure(Product.extendSchema(war, Pages.SCHEMA), "synctoasync.statistics=true");
    }

    /** S17: 200 resolvers that block on a loader send one statement. */
    @Test
    void blockingSendsOneStatement() throws Exception {
        assertThat(batches(200)).containsExactly(200);
    }

    /** S17: 5,000 send one for each 256, the cap, and overflow no stack. */
    @Test
    void blockingManyTimesSendsOneStatementForEachCap() throws Exception {
        List<Integer> batches = batches(AUTHORS);
        int full = AUTHORS / DEFAULT_DEPTH;
        assertThat(batches).hasSize(full + 1).startsWith(DEFAULT_DEPTH).endsWith(AUTHORS - full * DEFAULT_DEPTH);
    }
}
