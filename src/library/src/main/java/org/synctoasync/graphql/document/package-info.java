/**
 * Prepares documents: parses, validates and limits them, caches them, and selects the operation of each request. Internal.
 *
 * <p>Start at {@link org.synctoasync.graphql.document.Documents}, the cache.
 */
@NullMarked
package org.synctoasync.graphql.document;

import org.jspecify.annotations.NullMarked;
