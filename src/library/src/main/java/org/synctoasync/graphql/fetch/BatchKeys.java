package org.synctoasync.graphql.fetch;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.type.JavaTypes;
import org.synctoasync.graphql.type.Properties;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.Names;

/**
 * Reads the keys of the objects for which a {@link org.synctoasync.resolver.Batch} method is called.
 *
 * <p><b>Threading:</b> immutable.
 *
 * @param models reads the ids of entities
 * @param property the property that is the key; empty for the id
 * @param takesSources whether the method takes the objects themselves
 */
record BatchKeys(ModelLoaders models, String property, boolean takesSources) {
    /**
     * Determines whether a method takes objects or their keys.
     *
     * @param classes the classes of the objects that the field belongs to
     * @throws Mismatch if the method takes neither the objects nor their keys
     */
    static BatchKeys of(BatchShape shape, String property, Collection<Class<?>> classes, ModelLoaders models)
            throws Mismatch {
        if (classes.isEmpty()) {
            throw new Mismatch(
                    "no resolver's declared result tells of which class the objects are, nor is it an entity's;"
                            + " declare it");
        }
        boolean takesSources = classes.stream().allMatch(shape.key()::isAssignableFrom);
        for (Class<?> source : classes) {
            Class<?> key = keyType(source, property, models);
            if (takesSources ? key == null && !property.isEmpty() : key != shape.key()) {
                throw new Mismatch(unfit(shape, source, property, key));
            }
        }
        return new BatchKeys(models, property, takesSources);
    }

    /** The key of an object; null if the object has no key yet. */
    @Nullable Object of(Object source) {
        return property.isEmpty() && isEntity(source.getClass(), models)
                ? models.id(source)
                : Properties.value(source, nameOr(property));
    }

    /** The value that identifies an object: its key, or the object itself if the key is not known. */
    Object identity(Object source) {
        boolean hasKey = !property.isEmpty() || isEntity(source.getClass(), models);
        Object key = hasKey ? of(source) : null;
        return key == null ? source : key;
    }

    private static @Nullable Class<?> keyType(Class<?> source, String property, ModelLoaders models) {
        if (property.isEmpty() && isEntity(source, models)) {
            return models.modelLoader(source).keyType();
        }
        java.lang.reflect.Type type = Properties.type(source, nameOr(property));
        return type == null ? null : JavaTypes.classOf(type);
    }

    private static boolean isEntity(Class<?> type, ModelLoaders models) {
        return models.entities().contains(type);
    }

    private static String nameOr(String property) {
        return property.isEmpty() ? "id" : property;
    }

    private static String unfit(BatchShape shape, Class<?> source, String property, @Nullable Class<?> key) {
        String name = "'" + nameOr(property) + "'";
        return key == null
                ? Names.of(source) + " has no property " + name + " and is no " + Names.of(shape.key()) + "; take List<"
                        + Names.of(source) + ">, or name the key by @Batch(key = ...)"
                : "the keys are of type " + Names.of(shape.key()) + ", but " + name + " of " + Names.of(source)
                        + " is of type " + Names.of(key) + "; take that, or List<" + Names.of(source) + ">";
    }
}
