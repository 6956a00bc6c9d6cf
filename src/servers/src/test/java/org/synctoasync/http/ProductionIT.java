package org.synctoasync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.synctoasync.graphql.document.DocumentStore;
import org.synctoasync.testing.RawHttp;
import org.synctoasync.testing.RunsOn;

/**
 * Tests the HTTP endpoint with settings for production: no schema is served, and only the application's own documents
 * are executed.
 */
@RunsOn.H2
class ProductionIT extends DoorTest {
    private static final String OWN = "{ ok }";

    @Deployment(testable = false)
    static WebArchive product() {
        return door(
                        "synctoasync.profile=production",
                        "synctoasync.persisted-documents=trusted",
                        "synctoasync.cors-origins=https://shop.example",
                        "synctoasync.cors-headers=Authorization, X-Tenant")
                .addAsWebInfResource(new StringAsset(OWN), "documents/ok.graphql")
                .addAsWebInfResource(new StringAsset("mutation { touch }"), "documents/touch.graphql")
                .addAsWebInfResource(new StringAsset("not one"), "documents/README.md");
    }

    /** The application's own documents are executed by their text, by their hash as Apollo does, and by GET. */
    @Test
    void ownDocumentsAreExecuted() throws Exception {
        String hash = DocumentStore.hash(OWN);
        assertServes("start");
        assertData(http.post("application/json", "{\"documentId\":\"sha256:" + hash + "\"}"));
        assertData(http.post(
                "application/json",
                "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + hash + "\"}}}"));
        assertData(http.get("graphql?documentId=sha256:" + hash));
    }

    /** A mutation cannot be sent by GET, even by its document's name. */
    @Test
    void aNamedMutationIsNotForGet() throws Exception {
        HttpResponse<String> answer = http.get("graphql?documentId=sha256:" + DocumentStore.hash("mutation { touch }"));
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void otherDocumentsAreRefused() throws Exception {
        for (String query : new String[] {"{ ok boom }", "{ __typename }", "{ __schema { types { name } } }"}) {
            HttpResponse<String> answer = http.postQuery(query);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("DOCUMENT_NOT_TRUSTED");
        }
    }

    @Test
    void theSchemaIsNotServed() throws Exception {
        HttpResponse<String> file = http.get("graphql/schema.graphql");
        assertThat(file.statusCode()).isEqualTo(404);
        assertThat(file.body()).isEmpty();
    }

    private static void assertData(HttpResponse<String> answer) {
        assertThat(answer.body()).isEqualTo("{\"data\":{\"ok\":\"fine\"}}");
    }

    /** If headers are listed, a page of a listed origin may send these headers only, whatever headers it requests. */
    @Test
    void pagesMaySendTheHeadersThatAreListed() throws Exception {
        String request =
                "OPTIONS /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: https://shop.example"
                        + "\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-other\r\n\r\n";
        RawHttp.Answer preflight = raw.ask(request.getBytes(StandardCharsets.US_ASCII));
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .hasValue("Content-Type, GraphQL-Require-Preflight, Authorization, X-Tenant");
    }
}
