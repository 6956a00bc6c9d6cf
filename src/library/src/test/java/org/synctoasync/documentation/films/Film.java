package org.synctoasync.documentation.films;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Film {
    @Id
    private Long id;

    private String title;

    @Column(name = "film_year")
    private int year;

    @ManyToOne(fetch = FetchType.LAZY)
    private Director director;

    public Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public int getYear() {
        return year;
    }

    public Director getDirector() {
        return director;
    }
}
