/**
 * Converts GraphQL input to Java values, and defines the scalars. Internal, except for
 * {@link org.synctoasync.graphql.input.Upload}.
 *
 * <p>Start at {@link org.synctoasync.graphql.input.Coercions}.
 */
@NullMarked
package org.synctoasync.graphql.input;

import org.jspecify.annotations.NullMarked;
