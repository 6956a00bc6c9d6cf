package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.execution.Lanes;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** Tests on each server methods that return a stage and run on a lane, called from outside GraphQL. */
@RunsOn.H2
class HopIT extends ServerTest {
    @Deployment
    static WebArchive product() {
        return Product.extendSchema(
                Product.forTests(
                        HopIT.class, Hopper.class, Hopper.Rest.class, Hopper.Door.class, HopServlet.class, Note.class),
                Hopper.SCHEMA);
    }

    /**
     * S08: a servlet's call returns a stage at once. The body runs on another thread, in a transaction, with the
     * request's beans.
     */
    @Test
    void aServletsCallHops() throws Exception {
        Lanes.Counts before = lanes.counts();
        assertThat(http().get("hop").body()).startsWith("true,true,true,servlet,true,");
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(1, 1, 0));
    }

    /** S08: a Jakarta REST resource's call does the same. */
    @Test
    void aRestResourcesCallHops() throws Exception {
        assertThat(http().get("rest/hop").body()).startsWith("true,true,true,rest,true,");
    }

    /** S08: a resolver's call runs directly: one hop for the whole request. */
    @Test
    void aResolversCallDoesNotHop() throws Exception {
        Hopper.newGate().open();
        Lanes.Counts before = lanes.counts();
        assertThat(data("{ hop }")).isEqualTo(Map.of("hop", true));
        assertThat(lanes.counts().since(before)).isEqualTo(new Lanes.Counts(1, 1, 0));
    }
}
