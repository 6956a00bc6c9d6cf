package bench;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;

/** The resolvers of the schema's root fields. The associations need no code. */
@ApplicationScoped
public class Resolvers {
    @PersistenceContext
    private EntityManager entities;

    /** Returns the name of the newest book. */
    @Query
    public String latestBookName() {
        return entities.createQuery("SELECT b.name FROM Book b ORDER BY b.createdAt DESC", String.class)
                .setMaxResults(1)
                .getSingleResult();
    }

    /** Returns one book, with its author if the request selects it. */
    @Query
    public TypedQuery<Book> book(long id) {
        return entities.createQuery("SELECT b FROM Book b WHERE b.id = :id", Book.class)
                .setParameter("id", id);
    }

    /** Returns a page of books, with their authors if the request selects them. */
    @Query
    public TypedQuery<Book> books(int first, int offset) {
        return entities.createQuery("SELECT b FROM Book b ORDER BY b.id", Book.class)
                .setFirstResult(offset)
                .setMaxResults(first);
    }

    /** Returns the first authors. */
    @Query
    public List<Author> authors(int first) {
        return entities.createQuery("SELECT a FROM Author a ORDER BY a.id", Author.class)
                .setMaxResults(first)
                .getResultList();
    }

    /** Waits in the database, in parallel with the request's other resolvers. */
    @Query
    @SyncToAsync(threadSensitive = false)
    public int slow(int ms) {
        entities.createNativeQuery("SELECT pg_sleep(?1 / 1000.0)")
                .setParameter(1, ms)
                .getSingleResult();
        return ms;
    }
}
