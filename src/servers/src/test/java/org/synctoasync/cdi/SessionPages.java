package org.synctoasync.cdi;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.dataloader.DataLoader;
import org.synctoasync.books.Author;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;

/** A session bean with resolvers that wait. A server has few instances of such a bean. */
@Stateless
public class SessionPages {
    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DataLoader<Long, Author> authors;

    @Field("Page.authorOfSession")
    public String authorOfSession(@Source Pages.Page page) {
        return nameOf(page.authorId());
    }

    /** Waits in parallel, before it has used a connection. */
    @Field("Page.authorOfSessionInParallel")
    @SyncToAsync(threadSensitive = false)
    public String authorOfSessionInParallel(@Source Pages.Page page) {
        return nameOf(page.authorId());
    }

    /** Waits in parallel, with a connection that it cannot release. */
    @Field("Page.authorOfSessionConnected")
    @SyncToAsync(threadSensitive = false)
    public String authorOfSessionConnected(@Source Pages.Page page) {
        entities.createQuery("SELECT COUNT(a) FROM Author a", Long.class).getSingleResult();
        return nameOf(page.authorId());
    }

    /** Loads an author's name. Other beans call this method too. */
    public String nameOf(long author) {
        return authors.load(author).join().getName();
    }
}
