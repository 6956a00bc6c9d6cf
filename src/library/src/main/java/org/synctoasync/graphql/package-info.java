/**
 * Executes GraphQL operations. Knows no HTTP and no database.
 *
 * <p>Start at {@link org.synctoasync.graphql.Engine}, which applications and the endpoint call. When the application is deployed, {@link
 * org.synctoasync.graphql.EngineAssembly} makes it from the schema and the resolvers. The rooms below are listed from the request's point of
 * view; a room imports only from those after it, see {@code docs/explanation/architecture.md}:
 *
 * <ul>
 *   <li>{@code operation}: runs one operation, or several, on a lane; deferred parts, subscriptions, costs.
 *   <li>{@code document}: parses, validates, limits and caches documents; selects the operation.
 *   <li>{@code schema}: makes the executable schema, or lists every mismatch.
 *   <li>{@code fetch}: resolves a field: by a resolver, an association, a batch method, a query.
 *   <li>{@code paging}: connections, cursors, filters, orders.
 *   <li>{@code loading}: the request's data loaders.
 *   <li>{@code access}: roles.
 *   <li>{@code input}: converts arguments to Java values; scalars.
 *   <li>{@code error}: turns failures into codes and messages; masks and logs.
 *   <li>{@code type}: looks into Java types and schema types.
 * </ul>
 */
@NullMarked
package org.synctoasync.graphql;

import org.jspecify.annotations.NullMarked;
