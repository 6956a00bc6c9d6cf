package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers that report their thread, and one that calls the others. */
@ApplicationScoped
public class Places {
    static final String SCHEMA = """

            extend type Query {
              sensitive: String
              parallel: String
              staged: String
              nested: [String!]
              echo(word: String!): String
            }
            """;

    @Inject
    private Places self;

    @Query
    @SyncToAsync
    public String sensitive() {
        return Thread.currentThread().getName();
    }

    @Query("parallel")
    @SyncToAsync(threadSensitive = false)
    public String beside() {
        return Thread.currentThread().getName();
    }

    @Query
    public CompletionStage<String> staged() {
        return CompletableFuture.completedFuture(Thread.currentThread().getName());
    }

    /** Calls wrapped methods through their interceptors. */
    @Query
    public String[] nested() {
        return new String[] {
            Thread.currentThread().getName(),
            self.sensitive(),
            self.beside(),
            self.hops().toCompletableFuture().join()
        };
    }

    /** Runs on a lane. If the caller already runs on a lane, it runs there directly. */
    @SyncToAsync
    public CompletionStage<String> hops() {
        return CompletableFuture.completedFuture(Thread.currentThread().getName());
    }

    @Query
    public String echo(String word) {
        return word;
    }
}
