package org.synctoasync.graphql.paging;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.type.ConnectionShape;
import org.synctoasync.graphql.type.Locations;
import org.synctoasync.graphql.type.OutputTypes;
import org.synctoasync.graphql.type.RootTypes;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.Rows;

/**
 * The fields without a resolver that are read from rows in pages. A connection below the query's root reads all rows of
 * an entity. Any other connection, and any list with arguments, reads the rows of a to-many attribute.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 */
public final class PagedFields {
    private final ModelLoaders models;
    private final Set<FieldCoordinates> resolved;
    private final PageInputs inputs;
    private final Map<FieldCoordinates, List<PagedField>> found = new LinkedHashMap<>();
    private final Map<String, ConnectionShape> shapes = new LinkedHashMap<>();

    /**
     * Starts with no fields.
     *
     * @param resolved the fields that resolvers resolve
     */
    public PagedFields(ModelLoaders models, PageLimits limits, Set<FieldCoordinates> resolved, Faults faults) {
        this.models = models;
        this.resolved = resolved;
        this.inputs = new PageInputs(models, limits, faults);
    }

    /**
     * Adds a field of an entity if it is read from rows, and follows the types of its rows. Returns whether it was
     * added.
     */
    public boolean find(GraphQLObjectType type, GraphQLFieldDefinition field, Class<?> known, OutputTypes types) {
        ConnectionShape shape = ConnectionShape.of(field);
        boolean isList = GraphQLTypeUtil.unwrapNonNull(field.getType()) instanceof GraphQLList
                && !field.getArguments().isEmpty();
        Rows rows = shape == null && !isList ? null : models.rows(known, field.getName());
        if (rows == null) {
            return false;
        }
        add(type, field, shape, rows, types);
        return true;
    }

    /** Whether a field below the query's root may be read from rows. */
    public static boolean mayBeRoot(GraphQLObjectType root, GraphQLFieldDefinition field, GraphQLSchema schema) {
        return root == schema.getQueryType() && ConnectionShape.of(field) != null;
    }

    /** Adds the connections below the query's root. */
    public void addRoots(GraphQLSchema schema, OutputTypes types) {
        GraphQLObjectType root = schema.getQueryType();
        for (GraphQLFieldDefinition field : root.getFieldDefinitions()) {
            ConnectionShape shape = ConnectionShape.of(field);
            if (shape != null && !resolved.contains(FieldCoordinates.coordinates(root, field))) {
                Rows rows = rows(shape, types);
                if (rows == null) {
                    inputs.faults()
                            .add(root.getName() + "." + field.getName() + " (" + Locations.of(field)
                                    + ") has no resolver, and no entity is a " + shape.nodeName()
                                    + "; annotate a method of a bean @" + root.getName() + ".");
                } else {
                    add(root, field, shape, rows, types);
                }
            }
        }
    }

    /** Passes the fetcher of each field to the consumer. */
    public void forEach(GraphQLSchema schema, BiConsumer<FieldCoordinates, DataFetcher<?>> use) {
        found.forEach((at, fields) -> use.accept(
                at,
                new PagedFetcher(
                        fields,
                        at.getTypeName().equals(schema.getQueryType().getName()),
                        RootTypes.property(schema, at))));
        for (ConnectionShape shape : shapes.values()) {
            Connection.PARTS.forEach((name, part) -> {
                FieldCoordinates at = FieldCoordinates.coordinates(shape.type().getName(), name);
                if (shape.type().getFieldDefinition(name) != null && !resolved.contains(at)) {
                    DataFetcher<?> property = RootTypes.property(schema, at);
                    use.accept(
                            at,
                            environment -> environment.getSource() instanceof Connection connection
                                    ? part.apply(connection)
                                    : property.get(environment));
                }
            });
        }
    }

    private void add(
            GraphQLObjectType type,
            GraphQLFieldDefinition field,
            @Nullable ConnectionShape shape,
            Rows rows,
            OutputTypes types) {
        String place = type.getName() + "." + field.getName() + " (" + Locations.of(field) + ")";
        found.computeIfAbsent(FieldCoordinates.coordinates(type, field), at -> new ArrayList<>())
                .add(new PagedField(rows, PageArguments.of(field, shape != null, rows, place, inputs), shape != null));
        if (shape != null && shapes.put(shape.type().getName(), shape) == null) {
            shape.check(inputs.faults(), resolved);
        }
        types.check(
                shape == null
                        ? GraphQLTypeUtil.unwrapOneAs(GraphQLTypeUtil.unwrapNonNull(field.getType()))
                        : shape.node(),
                rows.element(),
                rows.name() + " for " + place);
    }

    /**
     * All rows of the entity of the nodes. The entity is found by the class that resolvers return for the node type, or
     * otherwise by name.
     */
    private @Nullable Rows rows(ConnectionShape shape, OutputTypes types) {
        return Stream.concat(
                        types.classes(shape.nodeName()).stream(),
                        models.entities().stream()
                                .filter(one -> one.getSimpleName().equals(shape.nodeName())))
                .<Rows>flatMap(entity -> Stream.ofNullable(models.rows(entity)))
                .findFirst()
                .orElse(null);
    }

    /** The names of the connection types, their edge types and their page info types. */
    public Set<String> types() {
        return shapes.values().stream()
                .flatMap(shape -> Stream.of(shape.type(), shape.edge(), shape.pageInfo()))
                .flatMap(Stream::ofNullable)
                .map(GraphQLObjectType::getName)
                .collect(Collectors.toSet());
    }

    /** The fields whose rows are read in pages. */
    public Set<FieldCoordinates> fields() {
        return Set.copyOf(found.keySet());
    }
}
