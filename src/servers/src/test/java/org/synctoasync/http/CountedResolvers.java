package org.synctoasync.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;

/** Resolvers and a source that count their calls. */
@ApplicationScoped
public class CountedResolvers {
    static final String SCHEMA = """

            extend type Query {
              "How many calls there have been."
              counted: Int!
              costly(first: Int!): [Int!]!
            }

            extend type Mutation {
              write: Int!
            }

            extend type Subscription {
              written: Int!
            }
            """;

    private static final AtomicInteger CALLS = new AtomicInteger();

    @Query
    public int counted() {
        return CALLS.get();
    }

    @Query
    public List<Integer> costly(int first) {
        CALLS.incrementAndGet();
        return List.of();
    }

    @Mutation
    public int write() {
        return CALLS.incrementAndGet();
    }

    @Subscription
    public Flow.Publisher<Integer> written() {
        CALLS.incrementAndGet();
        return subscriber -> {};
    }
}
