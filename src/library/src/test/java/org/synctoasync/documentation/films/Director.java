package org.synctoasync.documentation.films;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Director {
    @Id
    private Long id;

    private String name;

    @OneToMany(mappedBy = "director")
    @OrderBy("year")
    private List<Film> films = new ArrayList<>();

    public Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public List<Film> getFilms() {
        return films;
    }
}
