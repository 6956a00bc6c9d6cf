/**
 * Reads requests and rejects those that are not acceptable: method, sizes, origin, media types, bodies, uploads.
 * Internal.
 *
 * <p>Start at {@link org.synctoasync.http.request.Negotiation} and {@link org.synctoasync.http.request.RequestReader}.
 */
@NullMarked
package org.synctoasync.http.request;

import org.jspecify.annotations.NullMarked;
