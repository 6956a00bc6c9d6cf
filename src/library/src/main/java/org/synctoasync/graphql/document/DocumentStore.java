package org.synctoasync.graphql.document;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Documents under the SHA-256 of their text in UTF-8, in hexadecimal digits; bounded, those go first that are asked for least.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class DocumentStore {
    private final Cache<String, String> documents;

    /**
     * Makes a store.
     *
     * @param size how many characters it holds
     */
    public DocumentStore(long size) {
        documents = Caffeine.newBuilder()
                .maximumWeight(size)
                .weigher((String hash, String text) -> text.length() + hash.length())
                .executor(Runnable::run) // else the cache tidies up on the common pool
                .build();
    }

    /** The document of a hash; null if there is none. */
    public @Nullable String get(String hash) {
        return documents.getIfPresent(hash);
    }

    /** Keeps a document. */
    public void put(String hash, String text) {
        documents.put(hash, text);
    }

    /** The hash of a text. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) { // every Java has it
            throw new IllegalStateException(impossible);
        }
    }
}
