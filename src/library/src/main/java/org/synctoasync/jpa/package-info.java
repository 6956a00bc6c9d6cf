/**
 * Jakarta Persistence: loads entities for the loaders, from the metamodel alone, and ties EclipseLink to the requests.
 *
 * <p>Start at {@link org.synctoasync.jpa.EntityLoaders} for the loaders, and at {@link org.synctoasync.jpa.MappedRows} for pages. {@link org.synctoasync.jpa.EclipseLinkSetup} is
 * called at deployment: it makes statements cancellable ({@link org.synctoasync.jpa.CancellableStatement}), has persistence
 * contexts watched ({@link org.synctoasync.jpa.ContextGuard}) and warns of a cache that may lock up ({@link
 * org.synctoasync.jpa.SharedCache}). {@link org.synctoasync.jpa.JndiServerPlatform} ties EclipseLink to the transaction
 * manager of a server that it does not know, {@link org.synctoasync.jpa.DatabaseCheck} names a database that it cannot reach.
 */
@NullMarked
package org.synctoasync.jpa;

import org.jspecify.annotations.NullMarked;
