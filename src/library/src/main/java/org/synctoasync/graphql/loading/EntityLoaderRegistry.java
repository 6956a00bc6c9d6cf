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
 * The loaders that the application asks for anywhere, each once.
 *
 * <p><b>Threading:</b> filled on the thread that deploys, only read from then on.
 */
public final class EntityLoaderRegistry {
    private final ModelLoaders models;
    private final Map<Class<?>, EntityLoader<?, ?>> loaders = new LinkedHashMap<>();

    public EntityLoaderRegistry(ModelLoaders models) {
        this.models = models;
    }

    /** Finds the loaders that are to be injected, and those that cannot be. */
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
     * Gives the loader for a use of it.
     *
     * @throws Mismatch if the value's class is no entity, or the key's class not that of its id
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

    /** The loader of an entity's class; null where none was asked for at deployment. */
    public @Nullable EntityLoader<?, ?> find(@Nullable Class<?> entity) {
        return entity == null ? null : loaders.get(entity);
    }

    /** What makes the loaders' functions. */
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
