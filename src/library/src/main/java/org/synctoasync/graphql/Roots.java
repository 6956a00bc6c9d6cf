package org.synctoasync.graphql;

import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The root operation types of a schema (GraphQL, section 3.3.1).
 *
 * <p><b>Threading:</b> stateless.
 */
final class Roots {
    private Roots() {}

    /** Those that the schema has. */
    static Stream<GraphQLObjectType> of(GraphQLSchema schema) {
        return Stream.of(schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType())
                .filter(Objects::nonNull);
    }
}
