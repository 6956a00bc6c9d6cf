/**
 * Maps failures to errors for clients. Public API: {@link org.synctoasync.graphql.error.ErrorMapping} and {@link
 * org.synctoasync.graphql.error.ErrorCodes}; all other types are internal.
 */
@NullMarked
package org.synctoasync.graphql.error;

import org.jspecify.annotations.NullMarked;
