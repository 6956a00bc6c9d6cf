package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a box refers to without being lazy. */
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
