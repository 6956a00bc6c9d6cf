package org.synctoasync.cdi;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers whose results are read only when they are used. */
@ApplicationScoped
public class LazyResults {
    static final String SCHEMA = """

            extend type Query {
              stream: [String!]
              iterator: [String!]
              collection: [String!]
              streamBeside: [String!]
              iteratorBeside: [String!]
              collectionBeside: [String!]
              closed: Boolean
            }

            extend type Mutation {
              streamOfMutation: [String!]
            }
            """;

    private static volatile boolean closed;

    @PersistenceContext
    private EntityManager entities;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transactions;

    @Query
    public Stream<String> stream() {
        closed = false;
        return entities.createQuery("SELECT a.name FROM Author a WHERE a.id < 4 ORDER BY a.id", String.class)
                .getResultStream()
                .map(name -> name + " on " + Thread.currentThread().getName())
                .onClose(() -> closed = true);
    }

    @Query
    public Iterator<String> iterator() {
        return stream().iterator();
    }

    /** Returns a list that reads its elements on first use, as the lists of an entity do. */
    @Query
    public List<String> collection() {
        return new AbstractList<>() {
            private List<String> read;

            @Override
            public String get(int index) {
                return all().get(index);
            }

            @Override
            public int size() {
                return all().size();
            }

            private List<String> all() {
                if (read == null) {
                    read = LazyResults.this.stream().toList();
                }
                return read;
            }
        };
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public Stream<String> streamBeside() {
        return stream();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public Iterator<String> iteratorBeside() {
        return iterator();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public List<String> collectionBeside() {
        return collection();
    }

    /** Whether the most recently created stream has been closed. */
    @Query
    public boolean closed() {
        return closed;
    }

    /** Reports for each element whether it is read in the mutation's own transaction. */
    @Mutation
    public Stream<String> streamOfMutation() {
        Object own = transactions.getTransactionKey();
        return stream().map(name -> own.equals(transactions.getTransactionKey()) ? "inside" : "outside");
    }
}
