/**
 * Makes the executable schema from SDL and resolvers when the application is deployed, or reports every mismatch.
 * Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.schema.SchemaAssembly}. {@link org.synctoasync.graphql.schema.OutputCheck}
 * compares the results of resolvers with the types of the schema.
 */
@NullMarked
package org.synctoasync.graphql.schema;

import org.jspecify.annotations.NullMarked;
