package org.synctoasync.jpa.library;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** An entity to sort by attributes of many types, most of which may be null. */
@Entity
@Table(name = "lib_edition")
public class Edition {
    @Id
    private Long id;

    private String name;

    private BigDecimal price;

    @Column(name = "printed_on")
    private LocalDate printedOn;

    @Column(name = "sold_at", columnDefinition = "TIMESTAMP WITH TIME ZONE")
    private OffsetDateTime soldAt;

    @Enumerated(EnumType.STRING)
    private Format format;

    private int pages;

    private Double weight;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "publisher_id")
    private Publisher publisher;

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public BigDecimal getPrice() {
        return price;
    }

    public Format getFormat() {
        return format;
    }

    public int getPages() {
        return pages;
    }

    public OffsetDateTime getSoldAt() {
        return soldAt;
    }
}
