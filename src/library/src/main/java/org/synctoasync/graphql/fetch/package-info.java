/**
 * Fetches fields: by a resolver, from an association, by a batch method, by a query that a resolver returns, or from
 * the source of events. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.fetch.ResolverFetcher}.
 */
@NullMarked
package org.synctoasync.graphql.fetch;

import org.jspecify.annotations.NullMarked;
