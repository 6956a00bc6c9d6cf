package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A subclass of {@link Item} with a table of its own. */
@Entity
@Table(name = "lib_novel")
public class Novel extends Item {
    private int pages;

    public int getPages() {
        return pages;
    }
}
