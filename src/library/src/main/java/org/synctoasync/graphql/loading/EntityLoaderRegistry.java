package org.synctoasync.graphql.loading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.LoaderUse;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.Names;

/**
 * The loaders that the application uses, each once.
 *
 * <p><b>Threading:</b> filled on the deploying thread; only read afterwards.
 */
public final class EntityLoaderRegistry {
    private final ModelLoaders models;
    private final Map<Class<?>, EntityLoader<?, ?>> loaders = new LinkedHashMap<>();

    public EntityLoaderRegistry(ModelLoaders models) {
        this.models = models;
    }

    /** Adds the loaders that are to be injected, and reports those that cannot be injected. */
    public void require(Collection<LoaderUse> uses, Faults faults) {
        for (LoaderUse use : uses) {
            try {
                require(use);
            } catch (Mismatch mismatch) {
                faults.add(use.place() + " cannot be injected: " + mismatch.reason() + ".");
            }
        }
    }

    /**
     * Returns the loader for one use.
     *
     * @throws Mismatch if the value's class is not an entity, or the key's class is not the class of the entity's id
     */
    public EntityLoader<?, ?> require(LoaderUse use) throws Mismatch {
        Class<?> entity = JavaTypes.classOf(use.value());
        EntityLoader<?, ?> loader = entity == null ? null : loaders.get(entity);
        if (loader == null) {
            loader = make(entity, use);
            loaders.put(loader.entity(), loader);
        }
        Class<?> id = loader.function().keyType();
        if (JavaTypes.classOf(use.key()) != id) {
            throw new Mismatch("the ids of " + loader.name() + " are of type " + id.getSimpleName()
                    + "; take DataLoader<" + id.getSimpleName() + ", " + loader.name() + ">");
        }
        return loader;
    }

    /** The loader of an entity's class; null if none was required at deployment. */
    public @Nullable EntityLoader<?, ?> find(@Nullable Class<?> entity) {
        return entity == null ? null : loaders.get(entity);
    }

    /** Makes the loaders' functions. */
    public ModelLoaders models() {
        return models;
    }

    public List<EntityLoader<?, ?>> all() {
        return new ArrayList<>(loaders.values());
    }

    private EntityLoader<?, ?> make(@Nullable Class<?> entity, LoaderUse use) throws Mismatch {
        if (entity == null) {
            throw new Mismatch("no entity can be told from the type " + Names.of(use.value()));
        }
        try {
            return loader(entity);
        } catch (IllegalArgumentException refused) {
            throw new Mismatch(String.valueOf(refused.getMessage()));
        }
    }

    private <V> EntityLoader<?, V> loader(Class<V> entity) {
        return loader(entity, models.modelLoader(entity));
    }

    private static <K, V> EntityLoader<K, V> loader(Class<V> entity, LoadFunction<K, V> function) {
        return new EntityLoader<>(entity, function);
    }
}
