package org.synctoasync.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.resolver.Association;
import org.synctoasync.resolver.ModelLoaders;

/**
 * The fields that no resolver resolves, and for which an attribute of the same name is loaded for many entities at once.
 *
 * <p>An object type is an entity's if a resolver's declared result leads to it with that entity's class, or, where none
 * leads to it with any class, if it has the entity's simple name.
 *
 * <p><b>Threading:</b> confined to the thread that deploys.
 */
final class AssociationFields {
    private final ModelLoaders models;
    private final Map<FieldCoordinates, Set<Association>> found = new LinkedHashMap<>();

    AssociationFields(ModelLoaders models) {
        this.models = models;
    }

    /** The attribute of an entity that a field is fetched from; null where it is no such field. */
    @Nullable Association find(GraphQLObjectType type, GraphQLFieldDefinition field, Class<?> known) {
        Association association = models.association(known, field.getName());
        boolean isComposite = GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType;
        if (association == null || isEntity(association.element()) && !isComposite) {
            return null;
        }
        found.computeIfAbsent(FieldCoordinates.coordinates(type, field), key -> new LinkedHashSet<>())
                .add(association);
        return association;
    }

    /** Adds the types of a schema to which no Java class led. */
    void addByName(GraphQLSchema schema, OutputCheck check) {
        for (Class<?> entity : models.entities()) {
            GraphQLObjectType type =
                    schema.getType(entity.getSimpleName()) instanceof GraphQLObjectType object ? object : null;
            if (type != null && check.classes(type.getName()).isEmpty()) {
                check.follow(type, entity, new Faults());
            }
        }
    }

    /** Gives each field its fetcher. */
    void forEach(
            GraphQLSchema schema, Set<FieldCoordinates> resolved, BiConsumer<FieldCoordinates, DataFetcher<?>> use) {
        found.forEach((coordinates, associations) -> {
            GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(coordinates.getTypeName()));
            GraphQLFieldDefinition field = type.getFieldDefinition(coordinates.getFieldName());
            DataFetcher<?> property = schema.getCodeRegistry().getDataFetcher(coordinates, field);
            String target = GraphQLTypeUtil.unwrapAll(field.getType()).getName();
            use.accept(
                    coordinates,
                    new AssociationFetcher(
                            associations,
                            property,
                            name -> !resolved.contains(FieldCoordinates.coordinates(target, name))));
        });
    }

    /** What cannot be kept from sending statements for each row, each as a sentence. */
    Stream<String> flaws() {
        return found.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .flatMap(association -> Stream.ofNullable(association.flaw()))
                        .map(flaw -> entry.getKey() + ": " + flaw + "."));
    }

    private boolean isEntity(Class<?> element) {
        return models.entities().contains(element);
    }
}
