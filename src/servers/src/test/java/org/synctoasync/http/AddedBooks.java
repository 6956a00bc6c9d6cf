package org.synctoasync.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.synctoasync.resolver.Mutation;

/** Removes the books that a test added, so that the catalogue is as before. */
@ApplicationScoped
public class AddedBooks {
    static final String SCHEMA = """

            extend type Mutation {
              removeAddedBooks: Int!
            }
            """;

    @PersistenceContext
    private EntityManager entities;

    @Mutation
    public int removeAddedBooks() {
        return entities.createQuery("DELETE FROM Book b WHERE b.id >= 1000").executeUpdate();
    }
}
