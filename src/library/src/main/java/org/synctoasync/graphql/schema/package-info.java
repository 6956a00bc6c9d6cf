/**
 * Makes the executable schema from SDL and resolvers when the application is deployed, or lists every mismatch. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.schema.SchemaAssembly}. {@link org.synctoasync.graphql.schema.OutputCheck} compares results of
 * resolvers with types of the schema.
 */
@NullMarked
package org.synctoasync.graphql.schema;

import org.jspecify.annotations.NullMarked;
