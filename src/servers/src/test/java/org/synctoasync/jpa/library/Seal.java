package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The target of an eager association of {@link Box}. */
@Entity
@Table(name = "lib_seal")
public class Seal {
    @Id
    private Long id;

    private String text;

    public Long getId() {
        return id;
    }

    public String getText() {
        return text;
    }
}
