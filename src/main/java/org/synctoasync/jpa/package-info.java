/**
 * Jakarta Persistence: loads entities for the loaders, from the metamodel alone.
 *
 * <p>Start at {@link org.synctoasync.jpa.EntityLoaders}. {@link org.synctoasync.jpa.JndiServerPlatform} ties EclipseLink
 * to the transaction manager of a server that it does not know, {@link org.synctoasync.jpa.DatabaseCheck} names a database
 * that it cannot reach.
 */
@NullMarked
package org.synctoasync.jpa;

import org.jspecify.annotations.NullMarked;
