package org.synctoasync.jpa.library;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An entity with an id class. */
@Entity
@Table(name = "lib_loan")
@IdClass(LoanId.class)
public class Loan {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "item_id")
    private Item item;

    @Id
    private String member;

    @ElementCollection
    @CollectionTable(
            name = "lib_loan_stamp",
            joinColumns = {
                @JoinColumn(name = "item_id", referencedColumnName = "item_id"),
                @JoinColumn(name = "member", referencedColumnName = "member")
            })
    @Column(name = "stamp")
    @OrderColumn(name = "pos")
    private List<String> stamps = new ArrayList<>();

    public String getMember() {
        return member;
    }
}
