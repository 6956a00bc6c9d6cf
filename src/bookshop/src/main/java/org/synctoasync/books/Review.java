package org.synctoasync.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;

/** A reader's review of a book. */
@Entity
public class Review {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "review_id")
    @SequenceGenerator(name = "review_id", sequenceName = "review_id", initialValue = 10000, allocationSize = 1)
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

    /** Creates a review. */
    public Review(Book book, int stars, String text) {
        this.book = book;
        this.stars = stars;
        this.text = text;
    }

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
