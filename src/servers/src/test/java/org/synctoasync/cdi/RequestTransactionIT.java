package org.synctoasync.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import jakarta.inject.Inject;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.testing.Product;
import org.synctoasync.testing.PutResolvers;
import org.synctoasync.testing.PutStore;
import org.synctoasync.testing.RandomPuts;
import org.synctoasync.testing.RunsOn;
import org.synctoasync.testing.ServerTest;

/** Tests the setting for one transaction per request, on each server with each database. */
@RunsOn.Crosswise
class RequestTransactionIT extends ServerTest {
    private static final String NAMES = "{ one: nameOf(id: 1) two: nameOf(id: 2) }";

    @Inject
    private JpaPuts puts;

    @Deployment
    static WebArchive product() {
        return Product.extendSchema(
                        Product.forTests(
                                RequestTransactionIT.class,
                                Ledger.class,
                                Ledger.Written.class,
                                Ledger.Renamed.class,
                                Clerk.class,
                                Places.class,
                                JpaPuts.class,
                                JpaPuts.FailingService.class,
                                PutStore.class,
                                PutResolvers.class,
                                PutResolvers.End.class,
                                PutResolvers.Put.class),
                        Ledger.SCHEMA + Places.SCHEMA + PutResolvers.SCHEMA)
                .addClasses(RandomPuts.class, RandomPuts.Client.class)
                .addClass("org.synctoasync.testing.RandomPuts$Claim")
                .addAsResource(
                        new StringAsset("synctoasync.transaction=request\n"),
                        "META-INF/microprofile-config.properties");
    }

    /**
     * S29: the second field sees the first field's row, the third field's error rolls the row back, and no data is
     * returned.
     */
    @Test
    void anyErrorRollsAllBack() throws Exception {
        Map<String, Object> before = data(NAMES);
        String writes = "mutation { a: rename(id: 1, name: \"A\") { name } b: wired(id: 2, name: \"A\") { name }";
        ExecutionResult result = execute(writes + " c: renameInVain(id: 2, name: \"C\") { name } }");
        assertThat(result.getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getPath()).containsExactly("c"));
        assertThat(result.<Object>getData()).isNull();
        assertThat(data(NAMES)).isEqualTo(before);
    }

    /**
     * S51: a request is reported as successful if and only if all its rows are committed, whatever its resolvers do.
     */
    @Test
    void whatIsReportedIsCommitted() throws Exception {
        assertThat(puts.mismatches(RandomPuts.client(engine, lanes), true)).isEmpty();
    }

    /** S29: the second field works in the first field's transaction, and without an error all rows are committed. */
    @Test
    void allIsKeptTogether() throws Exception {
        try {
            Map<String, Object> data = data("mutation { a: rename(id: 1, name: \"A\") { name }"
                    + " b: nameAndConnection(id: 1) c: nameAndConnection(id: 2) }");
            assertThat(data).containsEntry("a", Map.of("name", "A"));
            assertThat(data.get("b").toString()).startsWith("A on ");
            assertThat(data.get("c").toString().split(" on ")[1])
                    .isEqualTo(data.get("b").toString().split(" on ")[1]);
            assertThat(data(NAMES)).containsEntry("one", "A");
        } finally {
            database.write("UPDATE author SET name = ? WHERE id = 1", "Jane Austen");
        }
    }
}
