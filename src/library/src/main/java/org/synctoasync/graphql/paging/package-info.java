/**
 * Connections, cursors, filters and orders. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.paging.PagedFields}, which finds paged fields at deployment, and {@link
 * org.synctoasync.graphql.paging.PageWindow}, which knows the Relay specification.
 */
@NullMarked
package org.synctoasync.graphql.paging;

import org.jspecify.annotations.NullMarked;
