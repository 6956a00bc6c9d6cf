package org.synctoasync.graphql.type;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The object types of a schema, and the root operation types among them (GraphQL, section 3.3.1).
 *
 * <p><b>Threading:</b> stateless.
 */
public final class RootTypes {
    private RootTypes() {}

    /** All object types that the schema itself defines. */
    public static Stream<GraphQLObjectType> withFields(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream()
                .filter(type -> !type.getName().startsWith("__"))
                .flatMap(type -> type instanceof GraphQLObjectType object ? Stream.of(object) : Stream.empty());
    }

    /** The root operation types that the schema has. */
    public static Stream<GraphQLObjectType> of(GraphQLSchema schema) {
        return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .filter(Objects::nonNull);
    }

    /** The fetcher that the engine uses for a field by default. */
    public static DataFetcher<?> property(GraphQLSchema schema, FieldCoordinates at) {
        GraphQLObjectType type = Objects.requireNonNull(schema.getObjectType(at.getTypeName()));
        return schema.getCodeRegistry().getDataFetcher(at, type.getFieldDefinition(at.getFieldName()));
    }
}
