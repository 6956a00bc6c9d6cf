package org.synctoasync.jpa.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** An entity whose id type no driver accepts in an array. */
@Entity
@Table(name = "lib_ticket")
public class Ticket {
    @Id
    private BigDecimal id;

    private Long counter;

    public BigDecimal getId() {
        return id;
    }

    public Long getCounter() {
        return counter;
    }
}
