package org.synctoasync.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.synctoasync.books.Book;
import org.synctoasync.resolver.Mutation;

/** Resolvers that write. One of them fails. */
@ApplicationScoped
public class Writers {
    static final String SCHEMA = """

            extend type Mutation {
              rename(id: Int!, name: String!): Book
              renameInVain(id: Int!, name: String!): Book
            }
            """;

    @PersistenceContext
    private EntityManager entities;

    @Mutation
    public Book rename(int id, String name) {
        entities.createQuery("UPDATE Book b SET b.name = :name WHERE b.id = :id")
                .setParameter("name", name)
                .setParameter("id", (long) id)
                .executeUpdate();
        return entities.find(Book.class, (long) id);
    }

    @Mutation
    public Book renameInVain(int id, String name) {
        rename(id, name);
        throw new IllegalStateException("The name is not to be kept");
    }
}
