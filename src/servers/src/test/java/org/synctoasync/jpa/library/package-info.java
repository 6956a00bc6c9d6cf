/**
 * A domain with each kind of association of Jakarta Persistence. The build weaves it like the product's classes.
 *
 * <p>Start at {@link org.synctoasync.jpa.library.Item}. {@link org.synctoasync.jpa.library.Library} adds the domain to
 * the product.
 */
package org.synctoasync.jpa.library;
