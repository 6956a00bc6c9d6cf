/**
 * The door: HTTP in, HTTP out, and never a blocked server thread.
 *
 * <p>Start at {@link org.synctoasync.http.GraphQLEndpoint}. It reads a request by {@link org.synctoasync.http.BodyReader},
 * has the engine execute it and answers by its {@link org.synctoasync.http.Exchange}. {@link
 * org.synctoasync.http.ResponseHeaders} goes before both, and before GraphiQL.
 */
@NullMarked
package org.synctoasync.http;

import org.jspecify.annotations.NullMarked;
