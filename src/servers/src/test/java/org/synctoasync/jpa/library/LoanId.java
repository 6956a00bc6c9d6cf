package org.synctoasync.jpa.library;

import java.io.Serializable;
import java.util.Objects;

/** An id class with one part that belongs to an association. */
public class LoanId implements Serializable {
    private static final long serialVersionUID = 1L;

    private Long item;

    private String member;

    public LoanId() {}

    public LoanId(Long item, String member) {
        this.item = item;
        this.member = member;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoanId id && Objects.equals(item, id.item) && Objects.equals(member, id.member);
    }

    @Override
    public int hashCode() {
        return Objects.hash(item, member);
    }
}
