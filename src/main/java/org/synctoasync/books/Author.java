package org.synctoasync.books;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Someone who wrote books. */
@Entity
public class Author {
    @Id
    private Long id;

    private String name;

    /** Called by Jakarta Persistence. */
    protected Author() {}

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
