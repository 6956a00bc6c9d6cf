package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import org.dataloader.DataLoader;
import org.synctoasync.books.Author;
import org.synctoasync.resolver.Field;
import org.synctoasync.resolver.Query;
import org.synctoasync.resolver.Source;
import org.synctoasync.resolver.SyncToAsync;

/** Resolvers that use connections and wait. */
@ApplicationScoped
public class ScarcePages {
    static final String SCHEMA = """

            extend type Query {
              count: Int!
              countInParallel: Boolean!
            }

            extend type Page {
              authorInParallel: String
              authorInTransaction: String
              authorByService: String
              authorOfSession: String
              authorOfSessionInParallel: String
              authorOfSessionConnected: String
            }
            """;

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private DataLoader<Long, Author> authors;

    @Inject
    private SessionPages session;

    @Query
    public int count() {
        return entities.createQuery("SELECT COUNT(a) FROM Author a", Long.class)
                .getSingleResult()
                .intValue();
    }

    @Query
    @SyncToAsync(threadSensitive = false)
    public boolean countInParallel() {
        return count() > 0;
    }

    /** Uses a connection, waits, and uses a connection again. */
    @Field("Page.authorInParallel")
    @SyncToAsync(threadSensitive = false)
    public String authorInParallel(@Source Pages.Page page) {
        count();
        String name = authors.load(page.authorId()).join().getName();
        count();
        return name;
    }

    /** Waits with a connection, in a transaction that the library must not end. */
    @Field("Page.authorInTransaction")
    @SyncToAsync(threadSensitive = false)
    @Transactional
    public String authorInTransaction(@Source Pages.Page page) {
        count();
        return authors.load(page.authorId()).join().getName();
    }

    @Field("Page.authorByService")
    public String authorByService(@Source Pages.Page page) {
        return session.nameOf(page.authorId());
    }
}
