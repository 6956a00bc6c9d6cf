package org.synctoasync.documentation.films;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.synctoasync.resolver.Mutation;
import org.synctoasync.resolver.Query;

@ApplicationScoped
public class FilmResolvers {
    @PersistenceContext
    private EntityManager entities;

    @Query
    public List<Director> directors() {
        return entities.createQuery("SELECT d FROM Director d ORDER BY d.name", Director.class)
                .getResultList();
    }

    @Mutation
    public Film rename(long id, String title) {
        Film film = entities.find(Film.class, id);
        if (film != null) {
            film.setTitle(title);
        }
        return film;
    }
}
