/**
 * The API for authors of resolvers: annotations that connect a plain blocking method to a field of the schema.
 *
 * <p>Start at {@link org.synctoasync.resolver.Query}. {@link org.synctoasync.resolver.SyncToAsync} selects the thread
 * on which a resolver runs, and {@link org.synctoasync.resolver.Topic} publishes events to subscriptions.
 * {@link org.synctoasync.model.ResolverModel}, the immutable model that is created from the annotations at deployment,
 * is internal, as are {@link org.synctoasync.model.ResolverMethod}, {@link org.synctoasync.model.Call} and
 * {@link org.synctoasync.model.Caller}. {@link org.synctoasync.model.ModelLoaders} and the types that it returns
 * connect persistence to GraphQL.
 */
@NullMarked
package org.synctoasync.resolver;

import org.jspecify.annotations.NullMarked;
