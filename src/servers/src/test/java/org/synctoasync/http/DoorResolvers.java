package org.synctoasync.http;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.graphql.error.ErrorMapping;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;

/** Resolvers for requests to the HTTP endpoint: with small results, with large results, and failing ones. */
@ApplicationScoped
public class DoorResolvers implements ErrorMapping {
    static final String SCHEMA = """

            extend type Query {
              ok: String
              boom(text: String): String
              must: String!
              refused: String
              echo(text: String!): String
              long: String
              big: String
              held: String
              release: String
              endless: String
              waiting: Int!
              half(of: Float): String
              sum(of: [Int!]!): String
              shelf(first: Int): [Shelf!]!
            }

            type Shelf {
              name: String
              many: Int
              shelf(first: Int): [Shelf!]!
            }

            extend type Mutation {
              touch: Boolean
            }
            """;

    private static final Semaphore HELD = new Semaphore(0);
    private static final AtomicInteger WAITING = new AtomicInteger();

    /** Contains other shelves. */
    public record Shelf(String name, int many, List<Shelf> shelf) {}

    /** Reports a client's mistake. This class maps it to an error. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("Not on a Sunday");
        }
    }

    @Override
    public @Nullable GraphQLError map(Throwable thrown, GraphqlErrorBuilder<?> error) {
        return thrown instanceof Refused
                ? error.message("%s", thrown.getMessage())
                        .extensions(Map.of("code", "CLOSED"))
                        .build()
                : null;
    }

    @Query
    public String ok() {
        return "fine";
    }

    /** Fails with details that a client must not see. The message contains the text that the client sent. */
    @Query
    public String boom(@Nullable String text) {
        throw new IllegalStateException("SELECT secret FROM passwords at /etc/passwd " + text);
    }

    @Query
    public String must() {
        return boom("");
    }

    @Query
    public String refused() {
        throw new Refused();
    }

    @Query
    public String echo(String text) {
        return text;
    }

    @Query
    public String half(@Nullable Double of) {
        return String.valueOf(of);
    }

    @Query
    public String sum(List<Integer> of) {
        return String.valueOf(of.size());
    }

    @Query("long")
    public String far() {
        return "x".repeat(11_000_000);
    }

    @Query
    public String big() {
        return "x".repeat(4_000_000);
    }

    /** Waits until another request releases it. */
    @Query
    public String held() throws InterruptedException {
        HELD.acquire();
        return "at last";
    }

    @Query
    public String release() {
        HELD.release();
        return "done";
    }

    /** Waits until the request ends. */
    @Query
    public String endless() {
        WAITING.incrementAndGet();
        try {
            return Lane.await(new CompletableFuture<>());
        } finally {
            WAITING.decrementAndGet();
        }
    }

    /** The number of resolvers that wait for the end of their requests. */
    @Query
    public int waiting() {
        return WAITING.get();
    }

    @Query
    public List<Shelf> shelf(@Nullable Integer first) {
        Shelf inner = new Shelf("inner", 1, List.of());
        return List.of(new Shelf("upper", 2, List.of(inner)), new Shelf("lower", 3, List.of(inner)));
    }

    @Mutation
    public boolean touch() {
        return true;
    }
}
