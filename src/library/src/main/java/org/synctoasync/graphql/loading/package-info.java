/**
 * The data loaders of one request. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.loading.RequestLoaders}.
 * {@link org.synctoasync.graphql.loading.CurrentRequest} finds the request for which the calling thread works.
 */
@NullMarked
package org.synctoasync.graphql.loading;

import org.jspecify.annotations.NullMarked;
