package bench;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A row of the table {@code book}. */
@Entity
public class Book {
    @Id
    private Long id;

    private String name;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id")
    private Author author;

    @OneToMany(mappedBy = "book")
    @OrderBy("id")
    private List<Review> reviews = new ArrayList<>();

    /** Called by Jakarta Persistence. */
    protected Book() {}

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** The time of creation in ISO 8601 format. */
    public String getCreatedAt() {
        return createdAt.toInstant().toString();
    }

    public Author getAuthor() {
        return author;
    }

    public List<Review> getReviews() {
        return reviews;
    }
}
