package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.loading.RequestLoaders;
import org.synctoasync.graphql.type.Selections;
import org.synctoasync.model.Association;
import org.synctoasync.model.LoadFunction;

/**
 * Fetches a field from an association of an entity. If the entity already has the value, or if the key alone determines
 * all selected fields, the value is available at once. Otherwise the request's loader loads it.
 *
 * <p><b>Threading:</b> called on the lane's thread. Immutable.
 */
final class AssociationFetcher implements DataFetcher<@Nullable Object> {
    private final List<Association> associations;
    private final DataFetcher<?> property;
    private final Predicate<String> isProperty;

    /**
     * Makes a fetcher.
     *
     * @param associations the associations of all entities that the field's type represents
     * @param property fetches the field from any other object
     * @param isProperty whether a field of the value's type is fetched from the value alone
     */
    AssociationFetcher(Set<Association> associations, DataFetcher<?> property, Predicate<String> isProperty) {
        this.associations = List.copyOf(associations);
        this.property = property;
        this.isProperty = isProperty;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        Object source = Objects.requireNonNull(environment.<Object>getSource());
        for (Association association : associations) {
            if (association.isOf(source)) {
                return fetch(association, source, environment);
            }
        }
        return property.get(environment);
    }

    private @Nullable Object fetch(Association association, Object source, DataFetchingEnvironment environment) {
        if (association.isLoaded(source)) {
            return Results.consumed(association.value(source));
        }
        Object key = association.key(source);
        if (key == null) {
            return null;
        }
        return isKnown(association, environment) ? association.reference(key) : load(association.function(), key);
    }

    private boolean isKnown(Association association, DataFetchingEnvironment environment) {
        Set<String> known = association.knownFromKey();
        return !known.isEmpty() && Selections.only(environment, name -> known.contains(name) && isProperty.test(name));
    }

    private static <K> Object load(LoadFunction<K, ?> function, Object key) {
        return RequestLoaders.current().get(function).load(function.keyType().cast(key));
    }
}
