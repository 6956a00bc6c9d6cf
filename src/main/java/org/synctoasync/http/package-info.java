/**
 * The door: HTTP in, HTTP out, and never a blocked server thread.
 *
 * <p>Start at {@link org.synctoasync.http.GraphQLEndpoint}. {@link org.synctoasync.http.Negotiation} decides by a request's head
 * whether it may enter, {@link org.synctoasync.http.Bodies} takes its body in, {@link org.synctoasync.http.RequestReader} reads the
 * parameters, {@link org.synctoasync.http.Execution} has the engine execute them, and {@link org.synctoasync.http.Exchange} sends what
 * {@link org.synctoasync.http.AnswerWriter} makes of the result. {@link org.synctoasync.http.ResponseHeaders} goes before all, and before
 * GraphiQL.
 */
@NullMarked
package org.synctoasync.http;

import org.jspecify.annotations.NullMarked;
