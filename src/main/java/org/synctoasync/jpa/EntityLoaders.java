package org.synctoasync.jpa;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.invoke.MethodType;
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
        Metamodel metamodel = entities.getMetamodel();
        if (metamodel.getEntities().stream().noneMatch(known -> known.getJavaType() == entity)) {
            throw new IllegalArgumentException(
                    entity.getName() + " is no entity of the persistence unit; annotate it @Entity");
        }
        SingularAttribute<? super V, ?> id = id(metamodel.entity(entity));
        return new ByIdFunction<>(entities, entity, wrapped(id.getJavaType()), id.getName());
    }

    private static <V> SingularAttribute<? super V, ?> id(EntityType<V> type) {
        if (!type.hasSingleIdAttribute() || type.getIdType() instanceof EmbeddableType) {
            throw new IllegalArgumentException(type.getJavaType().getName()
                    + " has a composite id; only ids of one basic attribute can be loaded");
        }
        return type.getId(type.getIdType().getJavaType());
    }

    @SuppressWarnings("unchecked") // the wrapper of a primitive K is boxed to the same K
    private static <K> Class<K> wrapped(Class<K> type) {
        return (Class<K>) MethodType.methodType(type).wrap().returnType();
    }
}
