package org.synctoasync.jpa.library;

import graphql.schema.DataFetchingEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dataloader.DataLoader;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;
import org.synctoasync.resolver.Batch;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;

/** Resolvers of root fields. All fields below them need no code. */
@ApplicationScoped
public class LibraryResolvers {
    @PersistenceContext
    private EntityManager entities;

    @Query
    public List<Item> items() {
        return all(Item.class);
    }

    @Query
    public List<Novel> novels() {
        return all(Novel.class);
    }

    @Query
    public List<Person> people() {
        return all(Person.class);
    }

    @Query
    public List<Topic> topics() {
        return entities.createQuery("SELECT t FROM Topic t ORDER BY t.code", Topic.class)
                .getResultList();
    }

    @Query
    public List<Cover> covers() {
        return all(Cover.class);
    }

    @Query
    public List<Shelf> shelves() {
        return entities.createQuery("SELECT s FROM Shelf s ORDER BY s.id.nr", Shelf.class)
                .getResultList();
    }

    @Query
    public List<Loan> loans() {
        return entities.createQuery("SELECT l FROM Loan l ORDER BY l.member", Loan.class)
                .getResultList();
    }

    @Query
    public CompletableFuture<List<Item>> itemsById(List<Integer> ids, DataLoader<Long, Item> items) {
        return items.loadMany(ids.stream().map(Integer::longValue).toList());
    }

    @Query
    public CompletableFuture<List<Shelf>> shelvesById(DataLoader<ShelfId, Shelf> shelves) {
        return shelves.loadMany(List.of(new ShelfId("B", 2), new ShelfId("A", 9), new ShelfId("A", 1)));
    }

    @Query
    public CompletableFuture<List<Loan>> loansById(DataLoader<LoanId, Loan> loans) {
        return loans.loadMany(List.of(new LoanId(2L, "Zoe"), new LoanId(1L, "Zoe"), new LoanId(1L, "Ann")));
    }

    /** Loads all tickets of a range of ids and returns the number of existing ones. */
    @Query
    public CompletableFuture<Long> tickets(int from, int to, DataLoader<BigDecimal, Ticket> tickets) {
        return tickets.loadMany(
                        IntStream.range(from, to).mapToObj(BigDecimal::valueOf).toList())
                .thenApply(
                        found -> found.stream().filter(ticket -> ticket != null).count());
    }

    /** Loads so many people and returns the number of existing ones. */
    @Query
    public CompletableFuture<Long> count(int keys, DataLoader<Long, Person> people) {
        return people.loadMany(
                        new ArrayList<>(LongStream.rangeClosed(1, keys).boxed().toList()))
                .thenApply(
                        found -> found.stream().filter(person -> person != null).count());
    }

    @Query
    public CompletableFuture<Item> item(Long id, DataLoader<Long, Item> items) {
        return items.load(id);
    }

    /** Passes the argument to the loader without conversion. */
    @Query
    public CompletableFuture<Item> itemByName(DataFetchingEnvironment environment) {
        return environment.<Object, Item>getDataLoader("Item").load(environment.getArgument("id"));
    }

    /** Returns people by a statement that does not read their names. */
    @Query
    public List<Person> peoplePartly() {
        return entities.createQuery("SELECT p FROM Person p ORDER BY p.id", Person.class)
                .setHint(QueryHints.FETCH_GROUP_ATTRIBUTE, "id")
                .getResultList();
    }

    @Query
    public List<Box> boxes() {
        return all(Box.class);
    }

    /** A batch method whose keys are people's ids, with an argument. */
    @Batch("Person.itemsFrom")
    public Map<Long, List<Item>> itemsFrom(Set<Long> people, String title) {
        return entities.createQuery(
                        "SELECT i.author.id, i FROM Item i WHERE i.author.id IN :people AND i.title >= :title"
                                + " ORDER BY i.title",
                        Object[].class)
                .setHint(QueryHints.INHERITANCE_OUTER_JOIN, HintValues.TRUE)
                .setParameter("people", people)
                .setParameter("title", title)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> (Long) row[0], Collectors.mapping(row -> (Item) row[1], Collectors.toList())));
    }

    /** Changes a title. The notes are read and the change is written in the same transaction. */
    @Mutation
    public Item rename(int id, String title) {
        Item item = entities.find(Item.class, (long) id);
        item.setTitle(title);
        return item;
    }

    private <T> List<T> all(Class<T> type) {
        return entities.createQuery("SELECT e FROM " + type.getSimpleName() + " e ORDER BY e.id", type)
                .setHint(QueryHints.INHERITANCE_OUTER_JOIN, HintValues.TRUE) // otherwise a statement for each subclass
                .getResultList();
    }
}
