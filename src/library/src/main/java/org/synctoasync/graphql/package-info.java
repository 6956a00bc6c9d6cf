/**
 * Executes GraphQL operations. It depends on neither HTTP nor a database.
 *
 * <p>Start at {@link org.synctoasync.graphql.Engine}, which applications and the endpoint call. When the application is
 * deployed, {@link org.synctoasync.graphql.EngineAssembly} makes it from the schema and the resolvers. The list below
 * names the packages in the order in which a request meets them. A package imports only packages that come after it in
 * this list (see {@code docs/explanation/architecture.md}):
 *
 * <ul>
 *   <li>{@code operation}: runs one operation, or several, on a lane; deferred fragments, subscriptions, costs.
 *   <li>{@code document}: parses, validates, limits and caches documents; selects the operation.
 *   <li>{@code schema}: makes the executable schema, or reports every mismatch.
 *   <li>{@code fetch}: resolves a field: by a resolver, an association, a batch method, a query.
 *   <li>{@code paging}: connections, cursors, filters, orders.
 *   <li>{@code loading}: the request's data loaders.
 *   <li>{@code access}: roles.
 *   <li>{@code input}: converts arguments to Java values; scalars.
 *   <li>{@code error}: converts failures to codes and messages; masks and logs them.
 *   <li>{@code type}: inspects Java types and schema types.
 * </ul>
 */
@NullMarked
package org.synctoasync.graphql;

import org.jspecify.annotations.NullMarked;
