/**
 * The immutable model that the extension makes of the application's resolvers, and what the database side promises to the GraphQL side:
 * loads, pages, associations. Internal, except for {@link org.synctoasync.model.ModelLoaders} and {@link org.synctoasync.model.LoadFunction}.
 */
@NullMarked
package org.synctoasync.model;

import org.jspecify.annotations.NullMarked;
