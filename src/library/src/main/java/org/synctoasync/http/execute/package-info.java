/**
 * Finds the document of a request, rejects requests that must not run, executes the others, and responds. Public API:
 * {@link org.synctoasync.http.execute.ConnectionInit}; all other types are internal.
 *
 * <p>Start at {@link org.synctoasync.http.execute.RequestExecutor}.
 */
@NullMarked
package org.synctoasync.http.execute;

import org.jspecify.annotations.NullMarked;
