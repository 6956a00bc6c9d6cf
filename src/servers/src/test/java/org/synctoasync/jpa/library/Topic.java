package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** The inverse side of a many-to-many association. */
@Entity
@Table(name = "lib_topic")
public class Topic {
    @Id
    private String code;

    private String name;

    @ManyToMany(mappedBy = "topics")
    @OrderBy("title")
    private List<Item> items = new ArrayList<>();

    public String getCode() {
        return code;
    }

    public String getName() {
        return name;
    }
}
