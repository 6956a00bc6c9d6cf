package org.synctoasync.graphql.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A bounded store of documents. The key is the SHA-256 of the text in UTF-8, in hexadecimal digits. When the store is
 * full, the documents that are requested least are evicted first.
 *
 * <p><b>Threading:</b> any thread may use it.
 */
public final class DocumentStore {
    private final Cache<String, String> documents;

    /**
     * Makes a store.
     *
     * @param size the number of characters that it holds at most
     */
    public DocumentStore(long size) {
        documents = Caffeine.newBuilder()
                .maximumWeight(size)
                .weigher((String hash, String text) -> text.length() + hash.length())
                .executor(Runnable::run) // otherwise the cache evicts on the common pool
                .build();
    }

    /** Returns the document with a hash; null if there is none. */
    public @Nullable String get(String hash) {
        return documents.getIfPresent(hash);
    }

    /** Stores a document. */
    public void put(String hash, String text) {
        documents.put(hash, text);
    }

    /** Returns the hash of a text. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) { // every Java platform provides it
            throw new IllegalStateException(impossible);
        }
    }
}
