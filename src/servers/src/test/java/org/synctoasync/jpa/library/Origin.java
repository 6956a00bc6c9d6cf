package org.synctoasync.jpa.library;

import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** An embeddable with an association. */
@Embeddable
public class Origin {
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "donor_id")
    private Person donor;

    public Person getDonor() {
        return donor;
    }
}
