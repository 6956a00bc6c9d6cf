/**
 * A domain with every kind of association that Jakarta Persistence has, woven by the build as the product's is.
 *
 * <p>Start at {@link org.synctoasync.jpa.library.Item}; {@link org.synctoasync.jpa.library.Library} puts it into the product.
 */
package org.synctoasync.jpa.library;
