/**
 * Container integration: all code that uses CDI, Jakarta Concurrency, Jakarta Transactions and MicroProfile Config.
 *
 * <p>Start at {@link org.synctoasync.cdi.ResolverExtension}, which collects the resolvers at deployment. {@link
 * org.synctoasync.cdi.ManagedLanes} provides the lanes' threads, {@link org.synctoasync.cdi.JtaUnitOfWork} their
 * transactions. {@link org.synctoasync.cdi.SyncToAsyncInterceptor} carries each call to its lane. {@link
 * org.synctoasync.cdi.Topics} delivers events to subscribers.
 */
@NullMarked
package org.synctoasync.cdi;

import org.jspecify.annotations.NullMarked;
