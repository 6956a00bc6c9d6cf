/**
 * The protocol <a href="https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md">graphql-transport-ws</a>.
 * Internal.
 *
 * <p>Start at {@link org.synctoasync.http.socket.Socket}.
 */
@NullMarked
package org.synctoasync.http.socket;

import org.jspecify.annotations.NullMarked;
