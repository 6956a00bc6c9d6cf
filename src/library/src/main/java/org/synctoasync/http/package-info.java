/**
 * The door: HTTP in, HTTP out, and never a blocked server thread.
 *
 * <p>Start at {@link org.synctoasync.http.GraphQLEndpoint}. {@link org.synctoasync.http.Negotiation} decides by a request's head
 * whether it may enter, {@link org.synctoasync.http.Bodies} takes its body in, {@link org.synctoasync.http.RequestReader} reads the
 * parameters, {@link org.synctoasync.http.Execution} has the engine execute them, and {@link org.synctoasync.http.Exchange} sends what
 * {@link org.synctoasync.http.AnswerWriter} makes of the result: a whole, or the events of {@link org.synctoasync.http.EventStreams},
 * which {@link org.synctoasync.http.PartsWriter} writes. {@link org.synctoasync.http.ResponseHeaders} goes before all, and before
 * GraphiQL.
 *
 * <p>WebSockets begin at {@link org.synctoasync.http.HandshakeFilter}, which lets them in. {@link org.synctoasync.http.Socket} is one of
 * them; its operations pass the same {@link org.synctoasync.http.Door}, and {@link org.synctoasync.http.Outbox} sends what comes of them.
 * An application has its word by {@link org.synctoasync.http.ConnectionInit}.
 */
@NullMarked
package org.synctoasync.http;

import org.jspecify.annotations.NullMarked;
