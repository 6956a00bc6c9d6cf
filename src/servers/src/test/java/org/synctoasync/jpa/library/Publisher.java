package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** One of twenty publishers, each with editions for tests of pages. */
@Entity
@Table(name = "lib_publisher")
public class Publisher {
    @Id
    private Long id;

    private String name;

    @OneToMany(mappedBy = "publisher")
    private List<Edition> editions = new ArrayList<>();

    @OneToMany(mappedBy = "publisher")
    @OrderBy("pages DESC")
    private List<Edition> stock = new ArrayList<>();

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }
}
