/**
 * The endpoint: receives and answers requests over HTTP and WebSockets without blocking a server thread.
 *
 * <p>Start at {@link org.synctoasync.http.GraphQLEndpoint}. A package imports only from packages below it in this list;
 * see {@code docs/explanation/architecture.md}:
 *
 * <ul>
 *   <li>{@code socket}: the protocol graphql-transport-ws.
 *   <li>{@code execute}: finds the document, rejects what must not run, executes, responds.
 *   <li>{@code stream}: server-sent events, and responses in parts.
 *   <li>{@code exchange}: one asynchronous exchange: request body, response, clients that leave.
 *   <li>{@code answer}: turns a result into bytes and a status.
 *   <li>{@code request}: negotiation, CORS policy, media types, bodies, uploads.
 * </ul>
 */
@NullMarked
package org.synctoasync.http;

import org.jspecify.annotations.NullMarked;
