package org.synctoasync.http.execute;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.DoorSetting.Persisted;
import org.synctoasync.deployment.Settings;
import org.synctoasync.graphql.document.DocumentStore;
import org.synctoasync.http.request.HttpRequest;
import org.synctoasync.http.request.RequestError;

/**
 * Finds the document of a request that sends an identifier instead of the document. The identifier is {@code
 * extensions.persistedQuery.sha256Hash}, as Apollo's clients send it, or the parameter {@code documentId}: {@code
 * sha256:} and the hash.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class PersistedDocuments {
    private static final String PREFIX = "sha256:";

    private final Persisted mode;
    private final Map<String, String> trusted;
    private final DocumentStore sent;

    /**
     * Makes the documents of an application.
     *
     * @param trusted the documents that the application contains, by their hashes
     */
    public PersistedDocuments(Settings settings, Map<String, String> trusted) {
        this.mode = settings.get(DoorSetting.PERSISTED_DOCUMENTS);
        this.trusted = Map.copyOf(trusted);
        this.sent = new DocumentStore(settings.get(DoorSetting.PERSISTED_CACHE_SIZE));
    }

    /** Whether a request contains a document or an identifier. */
    public static boolean isSentOrNamed(HttpRequest request) {
        return request.getQuery() != null
                || request.documentId() != null
                || request.getExtensions().containsKey("persistedQuery");
    }

    /** The document that a request contains or identifies. */
    String of(HttpRequest request) throws RequestError {
        String query = request.getQuery();
        String hash = hash(request);
        if (query == null && hash == null) {
            throw RequestError.malformed("The request has no parameter 'query'");
        }
        return switch (mode) {
            case OFF -> sent(query);
            case AUTOMATIC -> automatic(query, hash);
            case TRUSTED -> trusted(query, hash);
        };
    }

    private static String sent(@Nullable String query) throws RequestError {
        if (query == null) {
            throw new RequestError(
                    RequestError.WELL_FORMED, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported");
        }
        return query;
    }

    private String automatic(@Nullable String query, @Nullable String hash) throws RequestError {
        if (query == null) {
            String known = sent.get(String.valueOf(hash));
            if (known == null) {
                throw new RequestError(RequestError.WELL_FORMED, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
            }
            return known;
        }
        if (hash != null) {
            if (!DocumentStore.hash(query).equals(hash)) {
                throw RequestError.badRequest("The hash is not that of the document");
            }
            sent.put(hash, query);
        }
        return query;
    }

    private String trusted(@Nullable String query, @Nullable String hash) throws RequestError {
        String document = trusted.get(query == null ? String.valueOf(hash) : DocumentStore.hash(query));
        if (document == null) {
            throw RequestError.forbidden(
                    "DOCUMENT_NOT_TRUSTED",
                    "Only the application's own documents are executed; see " + DoorSetting.TRUSTED_DOCUMENTS.key());
        }
        return document;
    }

    private static @Nullable String hash(HttpRequest request) throws RequestError {
        String id = request.documentId();
        if (id != null) {
            return id.startsWith(PREFIX) ? lower(id.substring(PREFIX.length())) : id;
        }
        return request.getExtensions().get("persistedQuery") instanceof Map<?, ?> named ? hash(named) : null;
    }

    private static String hash(Map<?, ?> named) throws RequestError {
        if (named.get("sha256Hash") instanceof String hash) {
            return lower(hash);
        }
        throw RequestError.malformed("The entry 'persistedQuery' has no 'sha256Hash'");
    }

    private static String lower(String hash) {
        return hash.toLowerCase(Locale.ROOT);
    }
}
