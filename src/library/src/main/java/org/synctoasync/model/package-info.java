/**
 * The immutable model of the application's resolvers, which the extension creates, and the interfaces that persistence
 * implements for GraphQL: loads, pages, associations. This package is internal, except
 * {@link org.synctoasync.model.ModelLoaders} and {@link org.synctoasync.model.LoadFunction}.
 */
@NullMarked
package org.synctoasync.model;

import org.jspecify.annotations.NullMarked;
