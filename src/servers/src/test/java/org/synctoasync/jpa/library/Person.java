package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An entity with a to-many association by a foreign key in the other table. */
@Entity
@Table(name = "lib_person")
public class Person {
    @Id
    private Long id;

    private String name;

    @OneToMany(mappedBy = "author")
    @OrderBy("title DESC")
    private List<Item> items = new ArrayList<>();

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public List<Item> getItems() {
        return items;
    }
}
