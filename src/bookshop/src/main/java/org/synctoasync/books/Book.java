package org.synctoasync.books;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A book in the shop's catalogue. */
@Entity
public class Book {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "book_id")
    @SequenceGenerator(name = "book_id", sequenceName = "book_id", initialValue = 1000, allocationSize = 1)
    private Long id;

    private String name;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id")
    private Author writer;

    @OneToMany(mappedBy = "book")
    @OrderBy("id")
    private List<Review> reviews = new ArrayList<>();

    /** The column of {@link #writer} again: the id is known without loading the author. */
    @Column(name = "author_id", insertable = false, updatable = false)
    private Long authorId;

    /** Called by Jakarta Persistence. */
    protected Book() {}

    /** Creates a book that is added now. */
    public Book(String name, Author writer) {
        this.name = name;
        this.writer = writer;
        this.authorId = writer.getId();
        this.createdAt = OffsetDateTime.now(ZoneOffset.UTC);
    }

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** When the shop added the book. */
    public Instant getCreatedAt() {
        return createdAt.toInstant();
    }

    public Author getWriter() {
        return writer;
    }

    public List<Review> getReviews() {
        return reviews;
    }

    public Long getAuthorId() {
        return authorId;
    }
}
