package org.synctoasync.graphql.fetch;

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
import org.synctoasync.graphql.type.OutputTypes;
import org.synctoasync.model.Association;
import org.synctoasync.model.CallMode;
import org.synctoasync.model.Caller;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.Names;

/**
 * The fields without a resolver whose values are loaded, for many entities at once, from an attribute of the same name.
 *
 * <p>An object type represents an entity if a resolver's declared result leads to the type with the entity's class. If
 * no resolver leads to the type with any class, the type represents the entity with the same simple name.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 */
public final class AssociationFields {
    private final ModelLoaders models;
    private final Caller caller;
    private final Map<FieldCoordinates, Set<Association>> found = new LinkedHashMap<>();
    private final Map<FieldCoordinates, Set<String>> flaws = new LinkedHashMap<>();

    public AssociationFields(ModelLoaders models, Caller caller) {
        this.models = models;
        this.caller = caller;
    }

    /** The attribute of an entity from which a field is fetched; null if the field is not fetched from an attribute. */
    public @Nullable Association find(GraphQLObjectType type, GraphQLFieldDefinition field, Class<?> known) {
        FieldCoordinates coordinates = FieldCoordinates.coordinates(type, field);
        Association association = models.association(known, field.getName());
        boolean isComposite = GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType;
        boolean isLeft = association != null && isEntity(association.element()) && !isComposite;
        String flaw = isLeft
                ? "is an entity where the field is none, so that its getter reads it, by a statement for each row; resolve"
                        + " it by a method with @Batch"
                : models.flaw(known, field.getName());
        if (flaw != null) {
            flaws.computeIfAbsent(coordinates, key -> new LinkedHashSet<>())
                    .add(Names.of(known) + "." + field.getName() + " " + flaw);
        }
        if (association == null || isLeft) {
            return null;
        }
        found.computeIfAbsent(coordinates, key -> new LinkedHashSet<>()).add(association);
        return association;
    }

    /** Adds the schema types to which no Java class leads, by the simple names of entities. */
    public void addByName(GraphQLSchema schema, OutputTypes types) {
        for (Class<?> entity : models.entities()) {
            GraphQLObjectType type =
                    schema.getType(entity.getSimpleName()) instanceof GraphQLObjectType object ? object : null;
            if (type != null && types.classes(type.getName()).isEmpty()) {
                types.follow(type, entity, new Faults());
            }
        }
    }

    /**
     * Passes the fetcher of each field to the consumer. A getter that may send a statement is called as a blocking
     * resolver.
     */
    public void forEach(
            GraphQLSchema schema, Set<FieldCoordinates> resolved, BiConsumer<FieldCoordinates, DataFetcher<?>> use) {
        Set<FieldCoordinates> all = new LinkedHashSet<>(found.keySet());
        all.addAll(flaws.keySet());
        all.forEach(coordinates -> use.accept(coordinates, fetcher(coordinates, schema, resolved)));
    }

    private DataFetcher<?> fetcher(FieldCoordinates coordinates, GraphQLSchema schema, Set<FieldCoordinates> resolved) {
        GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(coordinates.getTypeName()));
        GraphQLFieldDefinition field = type.getFieldDefinition(coordinates.getFieldName());
        DataFetcher<?> property = schema.getCodeRegistry().getDataFetcher(coordinates, field);
        DataFetcher<?> getter = flaws.containsKey(coordinates)
                ? new WrappedFetcher(property, new FieldCalls(caller, CallMode.of(true), coordinates.toString()))
                : property;
        Set<Association> associations = found.get(coordinates);
        String target = GraphQLTypeUtil.unwrapAll(field.getType()).getName();
        return associations == null
                ? getter
                : new AssociationFetcher(
                        associations, getter, name -> !resolved.contains(FieldCoordinates.coordinates(target, name)));
    }

    /** Whether a field is fetched from exactly one attribute of one entity. */
    boolean isOne(FieldCoordinates coordinates) {
        return found.getOrDefault(coordinates, Set.of()).size() == 1;
    }

    /** The fields that cannot be kept from sending a statement for each row, each as a sentence with its remedy. */
    public Stream<String> flaws() {
        return flaws.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(flaw -> entry.getKey() + ": " + flaw + "."));
    }

    private boolean isEntity(Class<?> element) {
        return models.entities().contains(element);
    }
}
