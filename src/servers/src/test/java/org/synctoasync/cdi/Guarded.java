package org.synctoasync.cdi;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.synctoasync.books.Book;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Subscription;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers that are restricted to roles. */
@ApplicationScoped
@DenyAll
public class Guarded {
    static final String SCHEMA = """

            extend type Query {
              forReaders: String
              forReadersBeside: String
              forUsers: String
              forAll: String
              forNobody: String
              salary: Salary
              secretary: Secretary
              anything: [Anything!]
              shelf: [Book!]!
              stock: [Book!]!
              ghost: Author
            }
            extend type Book { rank: Int price: Int }
            extend type Mutation { sell: Boolean buy: Boolean }
            extend type Subscription { forReaders: Secretary forAll: Secretary }
            type Salary { amount: Int currency: String }
            type Secretary { name: String salary: Salary diary: String }
            union Anything = Diary | Note
            type Diary { page: String }
            type Note { text: String }
            """;

    @PersistenceContext
    private EntityManager entities;

    static final AtomicInteger CALLS = new AtomicInteger();

    /** A class that is protected as a whole. */
    @RolesAllowed("reader")
    public record Salary(int amount, String currency) {}

    /** A class with one protected property. */
    public record Secretary(
            String name, @RolesAllowed("reader") String diary) {
        public Salary salary() {
            return new Salary(CALLS.incrementAndGet(), "EUR");
        }
    }

    /** Another class behind the GraphQL type of authors. */
    @RolesAllowed("reader")
    public record Ghost(String id, String name, List<Book> books) {}

    /** A class that no resolver declares as its return type. */
    public record Diary(@RolesAllowed("reader") String page) {}

    /** Another class that no resolver declares as its return type. */
    public record Note(String text) {}

    @Query
    @RolesAllowed("reader")
    public String forReaders() {
        return "call " + CALLS.incrementAndGet();
    }

    @Query
    @RolesAllowed({"nobody has this", "reader"})
    @SyncToAsync(threadSensitive = false)
    public String forReadersBeside() {
        return forReaders();
    }

    @Query
    @RolesAllowed("**")
    public String forUsers() {
        return forReaders();
    }

    @Query
    @PermitAll
    public String forAll() {
        return "for all";
    }

    @Query
    public String forNobody() {
        return forReaders();
    }

    /** A source that is created only for users with the role. */
    @Subscription("forReaders")
    @RolesAllowed("reader")
    public Flow.Publisher<Secretary> toReaders() {
        CALLS.incrementAndGet();
        return toAll();
    }

    /** Publishes one event, parts of which are protected. */
    @Subscription("forAll")
    @PermitAll
    public Flow.Publisher<Secretary> toAll() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private boolean over;

            @Override
            public void request(long count) {
                if (!over) {
                    over = true;
                    subscriber.onNext(new Secretary("Ruth", "Dear diary"));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                over = true;
            }
        });
    }

    @Mutation
    @RolesAllowed("reader")
    public boolean sell() {
        return CALLS.incrementAndGet() > 0;
    }

    @Mutation
    @PermitAll
    public boolean buy() {
        return CALLS.incrementAndGet() > 0;
    }

    @Query
    @PermitAll
    public Salary salary() {
        return new Salary(CALLS.incrementAndGet(), "EUR");
    }

    @Query
    @PermitAll
    public Secretary secretary() {
        return new Secretary("Ruth", "Dear diary");
    }

    @Query
    @PermitAll
    public List<Object> anything() {
        return List.of(new Note("to all"), new Diary("Dear diary"));
    }

    @Query
    @PermitAll
    public List<Book> shelf() {
        return entities.createQuery("SELECT b FROM Book b ORDER BY b.id", Book.class)
                .setMaxResults(3)
                .getResultList();
    }

    /** Returns a query to which the selected associations may be joined. */
    @Query
    @PermitAll
    public TypedQuery<Book> stock() {
        return entities.createQuery("SELECT b FROM Book b ORDER BY b.id", Book.class)
                .setMaxResults(3);
    }

    @Query
    @PermitAll
    public Ghost ghost() {
        return new Ghost("0", "Anonymous", List.of());
    }

    @Batch("Book.rank")
    @PermitAll
    public Map<Long, Integer> ranks(Set<Long> ids) {
        return of(ids, Long::intValue);
    }

    @Batch("Book.price")
    @RolesAllowed("reader")
    public Map<Long, Integer> prices(Set<Long> ids) {
        return of(ids, id -> CALLS.incrementAndGet());
    }

    private static Map<Long, Integer> of(Set<Long> ids, Function<Long, Integer> value) {
        return ids.stream().collect(Collectors.toMap(id -> id, value));
    }
}
