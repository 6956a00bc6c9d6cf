package org.synctoasync.graphql.schema;

import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLSchema;
import java.util.Set;

/**
 * The schema with its resolvers.
 *
 * @param schema the executable schema
 * @param resolved the fields that a resolver or a data fetcher of the application resolves; all others are properties
 * @param paged the fields whose rows are read in pages
 * @param batched the fields that batch methods resolve
 * @param roles the roles that protected fields require, as far as they are known at deployment
 */
public record ExecutableSchema(
        GraphQLSchema schema,
        Set<FieldCoordinates> resolved,
        Set<FieldCoordinates> paged,
        Set<FieldCoordinates> batched,
        Set<String> roles) {}
