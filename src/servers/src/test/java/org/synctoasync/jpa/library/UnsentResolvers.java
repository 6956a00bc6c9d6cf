package org.synctoasync.jpa.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import org.synctoasync.books.Book;
import org.synctoasync.books.Review;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers that return queries, so that the request decides which attributes to read. */
@ApplicationScoped
public class UnsentResolvers {
    @PersistenceContext
    private EntityManager entities;

    @Query
    public TypedQuery<Novel> unsentNovels() {
        return entities.createQuery("SELECT n FROM Novel n ORDER BY n.id", Novel.class);
    }

    @Query
    public TypedQuery<Novel> unsentNovel(String title) {
        return title.isEmpty()
                ? null
                : entities.createQuery("SELECT n FROM Novel n WHERE n.title LIKE :title ORDER BY n.id", Novel.class)
                        .setParameter("title", title);
    }

    @Query
    public TypedQuery<Cover> unsentCovers() {
        return entities.createQuery("SELECT c FROM Cover c ORDER BY c.id", Cover.class);
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public TypedQuery<Review> unsentReviews() {
        return entities.createQuery("SELECT r FROM Review r ORDER BY r.id", Review.class)
                .setFirstResult(1)
                .setMaxResults(3);
    }

    @Query
    public TypedQuery<String> unsentTitles() {
        return entities.createQuery("SELECT n.title FROM Novel n ORDER BY n.id", String.class);
    }

    /** Returns a query that EclipseLink converts to another kind of query, for one object. */
    @Query
    public TypedQuery<Book> unsentBook(long id) {
        return entities.createQuery("SELECT b FROM Book b WHERE b.id = :id", Book.class)
                .setParameter("id", id);
    }

    /** Returns a native SQL query, whose rows are not an entity's own. */
    @Query
    @SuppressWarnings("unchecked")
    public TypedQuery<Novel> nativeNovels() {
        return (TypedQuery<Novel>) entities.createNativeQuery(
                "SELECT * FROM lib_item i JOIN lib_novel n ON n.id = i.id ORDER BY i.id", Novel.class);
    }
}
