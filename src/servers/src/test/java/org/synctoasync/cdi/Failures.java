package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import org.synctoasync.resolver.Query;

/** Resolvers that throw. */
@ApplicationScoped
public class Failures {
    static final String SCHEMA = """

            extend type Query {
              fail(kind: String!): Int
              overflow(depth: Int!): Int
            }
            """;

    /** The thrown objects themselves. */
    static final Map<String, Throwable> THROWN = Map.of(
            "checked", new IOException("checked"),
            "unchecked", new IllegalStateException("unchecked"),
            "error", new AssertionError("error"));

    @Query
    public int fail(String kind) throws Exception {
        Throwable thrown = THROWN.get(kind);
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    @Query
    @SuppressWarnings("InfiniteRecursion")
    public int overflow(int depth) {
        return 1 + overflow(depth + 1);
    }
}
