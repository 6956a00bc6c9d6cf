/**
 * Responses that are sent in several pieces: server-sent events, and the parts of a response with deferred fragments.
 * Internal.
 *
 * <p>Start at {@link org.synctoasync.http.stream.EventStreams} and {@link org.synctoasync.http.stream.PartAnswers}.
 */
@NullMarked
package org.synctoasync.http.stream;

import org.jspecify.annotations.NullMarked;
