/**
 * Fields that need a role. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.access.FieldAccess}, which finds them at deployment; {@link
 * org.synctoasync.graphql.access.GuardedFetcher} checks the user in each request.
 */
@NullMarked
package org.synctoasync.graphql.access;

import org.jspecify.annotations.NullMarked;
