package org.synctoasync.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.synctoasync.resolver.Mutation;

/** Has the catalogue be as it was before books were added. */
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
