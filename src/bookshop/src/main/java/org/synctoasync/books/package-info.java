/**
 * The sample: a bookshop's catalogue. Replace this package, {@code schema.graphqls} and {@code persistence.xml} with
 * your own. No other code refers to them.
 *
 * <p>Start at {@link org.synctoasync.books.BookResolvers}.
 */
@NullMarked
package org.synctoasync.books;

import org.jspecify.annotations.NullMarked;
