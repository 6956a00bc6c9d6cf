package org.synctoasync.cdi;

import graphql.schema.idl.RuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.dataloader.DataLoader;
import org.synctoasync.books.Author;
import org.synctoasync.books.Book;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;
import org.synctoasync.testing.Gate;

/** Resolvers that read and write, and report their persistence context and connection. */
@ApplicationScoped
public class Ledger {
    static final String SCHEMA = """

            extend type Query {
              instance: Int
              connection: Int
              besideTwo: [Int!]
              besideOther: [Int!]
              nothing: Boolean
              nameOf(id: Int!): String
              twoWrites(name: String!, fail: Boolean!): Written
              clerkInVain(name: String!): Boolean
              failingStatement: Boolean
            }

            type Written {
              passGate: Boolean
            }

            extend type Mutation {
              rename(id: Int!, name: String!): Renamed
              renameInVain(id: Int!, name: String!): Renamed
              remove(id: Int!): Boolean
              nameAndConnection(id: Int!): String
              wired(id: Int!, name: String!, fail: Boolean): Renamed
              renamed(id: Int!, name: String!): Author
              renameLoaded(id: Int!, name: String!): Author
            }

            extend type Author {
              loaded: String
            }

            type Renamed {
              passGate: Boolean
              name: String
            }
            """;

    private static volatile Gate gate = new Gate();

    private final CyclicBarrier both = new CyclicBarrier(2);

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Clerk clerk;

    /** The result of a write. */
    public record Written() {}

    /** An author after a change. */
    public record Renamed(String name) {}

    /** Installs a new closed gate. */
    static Gate newGate() {
        gate = new Gate();
        return gate;
    }

    void wire(@Observes RuntimeWiring.Builder wiring) {
        wiring.type(
                "Mutation",
                mutation -> mutation.dataFetcher("wired", environment -> {
                    int id = environment.<Integer>getArgument("id");
                    String name = environment.getArgument("name");
                    return Boolean.TRUE.equals(environment.getArgument("fail"))
                            ? renameInVain(id, name)
                            : rename(id, name);
                }));
    }

    /** The identity of the object that represents one given row. */
    @Query
    public int instance() {
        return System.identityHashCode(entities.find(Book.class, 1L));
    }

    @Query
    public int connection() {
        return clerk.connection();
    }

    /** Returns instance and connection of one of two resolvers that are in their transactions at the same time. */
    @Query
    @SyncToAsync(threadSensitive = false)
    public int[] besideTwo() throws Exception {
        int[] found = {instance(), connection()};
        both.await(20, TimeUnit.SECONDS);
        return found;
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public int[] besideOther() throws Exception {
        return besideTwo();
    }

    @Query
    public boolean nothing() {
        return true;
    }

    @Query
    public String nameOf(int id) {
        return entities.createQuery("SELECT a.name FROM Author a WHERE a.id = :id", String.class)
                .setParameter("id", (long) id)
                .getSingleResult();
    }

    @Query
    @Transactional
    public Written twoWrites(String name, boolean fail) {
        rename(1, name);
        if (fail) {
            throw new IllegalStateException("between two writes");
        }
        rename(2, name);
        return new Written();
    }

    @Field("Written.passGate")
    public boolean passGate(@Source Written written) throws InterruptedException {
        return gate.pass();
    }

    @Field("Renamed.passGate")
    public boolean passGate(@Source Renamed renamed) throws InterruptedException {
        return gate.pass();
    }

    @Query
    public boolean clerkInVain(String name) {
        clerk.renameInVain(name);
        return true;
    }

    @Query
    public boolean failingStatement() {
        entities.createNativeQuery("INSERT INTO author (id, name) VALUES (1, 'a second one')")
                .executeUpdate();
        return true;
    }

    @Mutation
    public Renamed rename(int id, String name) {
        clerk.rename(id, name);
        return new Renamed(nameOf(id));
    }

    /** Returns the author itself, so that associations are read from it. */
    @Mutation
    public Author renamed(int id, String name) {
        clerk.rename(id, name);
        return entities.find(Author.class, (long) id);
    }

    /** Changes an entity that a loader returned. */
    @Mutation
    public Author renameLoaded(int id, String name, DataLoader<Long, Author> authors) {
        Author author = authors.load((long) id).join();
        entities.refresh(author);
        clerk.rename(id, name);
        return author;
    }

    @Field("Author.loaded")
    public CompletableFuture<String> loaded(@Source Author author, DataLoader<Long, Author> authors) {
        return authors.load(author.getId()).thenApply(Author::getName);
    }

    @Mutation
    public Renamed renameInVain(int id, String name) {
        rename(id, name);
        throw new IllegalStateException("The name is not to be kept");
    }

    @Mutation
    public String nameAndConnection(int id) {
        return nameOf(id) + " on " + connection();
    }

    /** Fails only at commit, because books refer to the author. */
    @Mutation
    public boolean remove(int id) {
        entities.remove(entities.find(Author.class, (long) id));
        return true;
    }
}
