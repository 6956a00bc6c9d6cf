/**
 * Jakarta Persistence: loads entities for the loaders from the metamodel alone, and connects EclipseLink to the
 * requests.
 *
 * <p>Start at {@link org.synctoasync.jpa.EntityLoaders} for the loaders, and at {@link org.synctoasync.jpa.MappedRows}
 * for pages. {@link org.synctoasync.jpa.EclipseLinkSetup} is called at deployment. It makes statements cancellable
 * ({@link org.synctoasync.jpa.CancellableStatement}), watches persistence contexts
 * ({@link org.synctoasync.jpa.ContextGuard}) and warns of a cache that may lock up
 * ({@link org.synctoasync.jpa.SharedCache}). {@link org.synctoasync.jpa.JndiServerPlatform} connects EclipseLink to the
 * transaction manager of a server that EclipseLink does not support. {@link org.synctoasync.jpa.DatabaseCheck} reports
 * a database that EclipseLink cannot reach.
 */
@NullMarked
package org.synctoasync.jpa;

import org.jspecify.annotations.NullMarked;
