/**
 * The endpoint: HTTP and WebSockets in and out, without a blocked server thread.
 *
 * <p>Start at {@link org.synctoasync.http.GraphQLEndpoint}. A room imports only from those after it, see {@code
 * docs/explanation/architecture.md}:
 *
 * <ul>
 *   <li>{@code socket}: the protocol graphql-transport-ws.
 *   <li>{@code execute}: finds the document, rejects what must not run, executes, responds.
 *   <li>{@code stream}: server-sent events, and responses in parts.
 *   <li>{@code exchange}: one asynchronous exchange: request body, response, clients that leave.
 *   <li>{@code answer}: turns a result into bytes and a status.
 *   <li>{@code request}: negotiation, origins, media types, reading, uploads.
 * </ul>
 */
@NullMarked
package org.synctoasync.http;

import org.jspecify.annotations.NullMarked;
