/**
 * Container glue: everything that speaks to CDI, Jakarta Concurrency, Jakarta Transactions and MicroProfile Config.
 *
 * <p>Start at {@link org.synctoasync.cdi.ResolverExtension}, which collects the resolvers at deployment. {@link
 * org.synctoasync.cdi.ManagedLanes} gives the lanes their threads, {@link org.synctoasync.cdi.JtaUnitOfWork} their
 * transactions; {@link org.synctoasync.cdi.SyncToAsyncInterceptor} carries each call to its lane. {@link
 * org.synctoasync.cdi.Topics} hands events to subscribers.
 */
@NullMarked
package org.synctoasync.cdi;

import org.jspecify.annotations.NullMarked;
