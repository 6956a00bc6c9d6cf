package org.synctoasync.jpa.library;

import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** An embedded id. */
@Embeddable
public class ShelfId implements Serializable {
    private static final long serialVersionUID = 1L;

    private String room;

    private int nr;

    public ShelfId() {}

    public ShelfId(String room, int nr) {
        this.room = room;
        this.nr = nr;
    }

    public String getRoom() {
        return room;
    }

    public int getNr() {
        return nr;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShelfId id && nr == id.nr && Objects.equals(room, id.room);
    }

    @Override
    public int hashCode() {
        return Objects.hash(room, nr);
    }
}
