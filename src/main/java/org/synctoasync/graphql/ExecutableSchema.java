package org.synctoasync.graphql;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import java.util.Set;

/**
 * The schema with its resolvers.
 *
 * @param schema the schema, executable
 * @param resolved the fields that a resolver or a data fetcher of the application resolves; all others are properties
 */
record ExecutableSchema(GraphQLSchema schema, Set<FieldCoordinates> resolved) {}
