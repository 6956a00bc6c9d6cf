package bench;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** A row of the table {@code review}. */
@Entity
public class Review {
    @Id
    private Long id;

    private int stars;

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
