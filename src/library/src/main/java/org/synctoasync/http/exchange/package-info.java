/**
 * One asynchronous HTTP exchange: reads the body, writes the response, and is completed whatever happens. Internal.
 *
 * <p>Start at {@link org.synctoasync.http.exchange.Exchange}.
 */
@NullMarked
package org.synctoasync.http.exchange;

import org.jspecify.annotations.NullMarked;
