/**
 * GraphQL: ties the schema and the resolvers together, and executes.
 *
 * <p>Start at {@link org.synctoasync.graphql.Engine}, which runs a request on a lane or, where no resolver is called,
 * without one. At deployment {@link org.synctoasync.graphql.EngineAssembly} makes it what it is made of: {@link
 * org.synctoasync.graphql.SchemaAssembly} makes the executable schema or finds all that
 * does not fit: {@link org.synctoasync.graphql.Parameters} and {@link org.synctoasync.graphql.Coercion} for what goes
 * into a resolver, {@link org.synctoasync.graphql.OutputCheck} for what comes out. {@link
 * org.synctoasync.graphql.PagedFields} are read from rows, without any resolver. {@link
 * org.synctoasync.graphql.RequestLoaders} gives each request its loaders; {@link org.synctoasync.graphql.Subscriptions} makes a request of each event;
 * {@link org.synctoasync.graphql.TogetherOperation} is several operations of one request, and {@link org.synctoasync.graphql.Increments}
 * hands deferred fragments on. {@link org.synctoasync.graphql.Guards} stand before fields that not everyone may read. {@link org.synctoasync.graphql.Documents} keeps what clients
 * sent, parsed, within {@link org.synctoasync.graphql.DocumentLimits} and validated; {@link org.synctoasync.graphql.PreparedOperation} is what one request selects of it.
 */
@NullMarked
package org.synctoasync.graphql;

import org.jspecify.annotations.NullMarked;
