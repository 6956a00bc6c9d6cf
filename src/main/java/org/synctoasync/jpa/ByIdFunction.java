package org.synctoasync.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.resolver.LoadFunction;

/**
 * Loads entities by their ids: one {@code SELECT ... WHERE id IN (...)}.
 *
 * <p><b>Threading:</b> immutable; {@link #load} blocks and belongs on a lane, in its transaction.
 *
 * @param entities the container's EntityManager, which finds the persistence context of the caller's transaction
 * @param entity the entity's class
 * @param keyType the class of its id
 * @param id the name of its id attribute
 */
record ByIdFunction<K, V>(EntityManager entities, Class<V> entity, Class<K> keyType, String id)
        implements LoadFunction<K, V> {
    @Override
    public List<@Nullable V> load(List<K> keys) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<V> query = builder.createQuery(entity);
        Root<V> root = query.from(entity);
        query.select(root).where(root.get(id).in(keys));
        Map<Object, V> found = new HashMap<>();
        PersistenceUnitUtil unit = entities.getEntityManagerFactory().getPersistenceUnitUtil();
        for (V row : entities.createQuery(query).getResultList()) {
            found.put(unit.getIdentifier(row), row);
        }
        return keys.stream().<@Nullable V>map(found::get).toList();
    }
}
