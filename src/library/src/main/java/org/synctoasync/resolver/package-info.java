/**
 * What an author of resolvers writes against: annotations that tie a plain blocking method to a field of the schema,
 * and the immutable model that is made of them when the application is deployed.
 *
 * <p>Start at {@link org.synctoasync.resolver.Query}; {@link org.synctoasync.resolver.SyncToAsync} says on which thread
 * a resolver runs, and {@link org.synctoasync.resolver.Topic} publishes to subscriptions. {@link org.synctoasync.model.ResolverModel}, {@link org.synctoasync.model.ResolverMethod},
 * {@link org.synctoasync.model.Call} and {@link org.synctoasync.model.Caller} are for the rooms behind,
 * and so are {@link org.synctoasync.model.ModelLoaders} and what it gives.
 */
@NullMarked
package org.synctoasync.resolver;

import org.jspecify.annotations.NullMarked;
