package org.synctoasync.jpa.library;

import jakarta.persistence.Embeddable;

/** An element of a collection. */
@Embeddable
public class Note {
    private int page;

    private String text;

    public int getPage() {
        return page;
    }

    public String getText() {
        return text;
    }
}
