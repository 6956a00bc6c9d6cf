package org.synctoasync.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** What a reader thought of a book. */
@Entity
public class Review {
    @Id
    private Long id;

    /** From 1 to 5. */
    private int stars;

    @Column(length = 1000)
    private String text;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "book_id")
    private Book book;

    /** Called by Jakarta Persistence. */
    protected Review() {}

    public Long getId() {
        return id;
    }

    public int getStars() {
        return stars;
    }

    public String getText() {
        return text;
    }

    public Book getBook() {
        return book;
    }
}
