package org.synctoasync.http.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synctoasync.deployment.Faults;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.document.DocumentStore;
import org.synctoasync.http.request.HttpRequest;
import org.synctoasync.http.request.RequestError;

/** Requests that name a document instead of sending it. */
class PersistedDocumentsTest {
    private static final String QUERY = "{ __typename }";

    /** The hash that the documentation of Apollo's clients shows. */
    private static final String HASH = "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38";

    @Test
    void theHashIsThatOfApollosClients() {
        assertThat(DocumentStore.hash("{__typename}")).isEqualTo(HASH);
    }

    /** Apollo's protocol: a document is not found, is sent once with its hash, and is found from then on. */
    @Test
    void aDocumentSentOnceIsFoundByItsHash() throws RequestError {
        PersistedDocuments documents = documents("automatic", 1000);
        assertRefused(documents, named(null, hash(QUERY)), "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
        assertThat(documents.of(named(QUERY, hash(QUERY)))).isEqualTo(QUERY);
        assertThat(documents.of(named(null, hash(QUERY)))).isEqualTo(QUERY);
        assertThat(documents.of(named(null, hash(QUERY).toUpperCase()))).isEqualTo(QUERY);
    }

    /** No client can store another document under a hash. */
    @Test
    void aForeignHashIsRefused() {
        PersistedDocuments documents = documents("automatic", 1000);
        assertRefused(documents, named("{ other }", hash(QUERY)), "BAD_REQUEST", "hash");
        assertRefused(documents, named(null, hash(QUERY)), "PERSISTED_QUERY_NOT_FOUND", "");
    }

    /** A document that is sent without its hash is not stored, and the store is bounded. */
    @Test
    void whatIsKeptIsBounded() throws RequestError {
        PersistedDocuments documents = documents("automatic", 1000);
        documents.of(new HttpRequest(QUERY, null, null, null, null));
        assertRefused(documents, named(null, hash(QUERY)), "PERSISTED_QUERY_NOT_FOUND", "");
        int found = 0;
        for (int i = 0; i < 100; i++) {
            documents.of(named("{ a" + i + " }", hash("{ a" + i + " }")));
        }
        for (int i = 0; i < 100; i++) {
            found += isFound(documents, hash("{ a" + i + " }")) ? 1 : 0;
        }
        assertThat(found).isBetween(1, 1000 / 70);
    }

    @Test
    void whatIsNoHashIsRefused() {
        HttpRequest odd = new HttpRequest(null, null, null, null, Map.of("persistedQuery", Map.of("sha256Hash", 7)));
        assertRefused(documents("automatic", 1000), odd, "MALFORMED_REQUEST", "sha256Hash");
    }

    @Test
    void whereTheyAreOffTheDocumentIsToBeSent() throws RequestError {
        PersistedDocuments documents = documents("off", 1000);
        assertRefused(
                documents, named(null, hash(QUERY)), "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported");
        assertThat(documents.of(named(QUERY, "nonsense"))).isEqualTo(QUERY);
    }

    /** Only trusted documents are executed, by their hash or as their text. */
    @Test
    void onlyTrustedDocumentsAreExecuted() throws RequestError {
        PersistedDocuments documents = documents("trusted", 1000);
        assertThat(documents.of(named(null, hash(QUERY)))).isEqualTo(QUERY);
        assertThat(documents.of(new HttpRequest(null, "sha256:" + hash(QUERY), null, null, null)))
                .isEqualTo(QUERY);
        assertThat(documents.of(new HttpRequest(QUERY, null, null, null, null))).isEqualTo(QUERY);
        assertRefused(documents, named("{ a }", hash("{ a }")), "DOCUMENT_NOT_TRUSTED", "trusted-documents");
        assertRefused(documents, named("{ a }", hash(QUERY)), "DOCUMENT_NOT_TRUSTED", "");
        assertRefused(documents, new HttpRequest(null, "x", null, null, null), "DOCUMENT_NOT_TRUSTED", "");
    }

    private static boolean isFound(PersistedDocuments documents, String hash) {
        try {
            return !documents.of(named(null, hash)).isEmpty();
        } catch (RequestError absent) {
            return false;
        }
    }

    private static void assertRefused(PersistedDocuments documents, HttpRequest request, String code, String message) {
        assertThatThrownBy(() -> documents.of(request))
                .isInstanceOfSatisfying(
                        RequestError.class,
                        refused -> assertThat(refused.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private static HttpRequest named(@Nullable String query, String hash) {
        Map<String, Object> named = Map.of("version", 1, "sha256Hash", hash);
        return new HttpRequest(query, null, null, null, Map.of("persistedQuery", named));
    }

    private static String hash(String text) {
        return DocumentStore.hash(text);
    }

    private static PersistedDocuments documents(String mode, int size) {
        Map<String, String> values = Map.of(
                "synctoasync.persisted-documents", mode, "synctoasync.persisted-cache-size", String.valueOf(size));
        Settings settings = Settings.read(values::get, Set.of(), new Faults());
        return new PersistedDocuments(settings, Map.of(hash(QUERY), QUERY));
    }
}
