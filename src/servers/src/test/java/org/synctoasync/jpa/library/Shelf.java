package org.synctoasync.jpa.library;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An entity with an embedded id. */
@Entity
@Table(name = "lib_shelf")
public class Shelf {
    @EmbeddedId
    private ShelfId id;

    private String label;

    @OneToMany(mappedBy = "shelf")
    @OrderColumn(name = "shelf_pos")
    private List<Item> items = new ArrayList<>();

    @OneToMany
    @JoinTable(
            name = "lib_shelf_keeper",
            joinColumns = {
                @JoinColumn(name = "shelf_room", referencedColumnName = "room"),
                @JoinColumn(name = "shelf_nr", referencedColumnName = "nr")
            },
            inverseJoinColumns = @JoinColumn(name = "person_id"))
    @OrderBy("name")
    private List<Person> keepers = new ArrayList<>();

    public String getLabel() {
        return label;
    }
}
