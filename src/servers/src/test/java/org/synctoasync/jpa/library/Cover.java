package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;

/** An entity in a one-to-one association. */
@Entity
@Table(name = "lib_cover")
public class Cover {
    @Id
    private Long id;

    private String color;

    @OneToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "item_id")
    private Item item;

    public Long getId() {
        return id;
    }

    public String getColor() {
        return color;
    }
}
