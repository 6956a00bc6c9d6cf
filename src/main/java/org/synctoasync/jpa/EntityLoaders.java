package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.SingularAttribute;
import org.synctoasync.resolver.LoadFunction;
import org.synctoasync.resolver.ModelLoaders;

/**
 * Makes load functions from the metamodel of the application's persistence unit.
 *
 * <p><b>Threading:</b> may be used by any thread; the functions it makes run on the lane of their request.
 */
@ApplicationScoped
public class EntityLoaders implements ModelLoaders {
    @PersistenceContext
    private EntityManager entities;

    @Override
    public <V> LoadFunction<?, V> modelLoader(Class<V> entity) {
        EntityType<V> type = entities.getMetamodel().getEntities().stream()
                .filter(known -> known.getJavaType() == entity)
                .findFirst()
                .map(known -> entities.getMetamodel().entity(entity))
                .orElseThrow(() -> new IllegalArgumentException(
                        entity.getName() + " is no entity of the persistence unit; annotate it @Entity"));
        return new ByIdFunction<>(entities, entity, wrapped(idType(type)), id(type).getName());
    }

    private static <V> SingularAttribute<? super V, ?> id(EntityType<V> type) {
        if (!type.hasSingleIdAttribute() || type.getIdType() instanceof jakarta.persistence.metamodel.EmbeddableType) {
            throw new IllegalArgumentException(type.getJavaType().getName()
                    + " has a composite id; only ids of one basic attribute can be loaded");
        }
        return type.getId(type.getIdType().getJavaType());
    }

    private static Class<?> idType(IdentifiableType<?> type) {
        return type.getIdType().getJavaType();
    }

    @SuppressWarnings("unchecked") // the wrapper of a primitive K is boxed to the same K
    private static <K> Class<K> wrapped(Class<K> type) {
        return (Class<K>) java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
