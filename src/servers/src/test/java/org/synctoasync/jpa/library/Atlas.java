package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A subclass of {@link Item} with another table of its own. */
@Entity
@Table(name = "lib_atlas")
public class Atlas extends Item {
    private int maps;

    public int getMaps() {
        return maps;
    }
}
