/**
 * The sample: a bookshop's catalogue. Replace this package, {@code schema.graphqls} and {@code persistence.xml} by your
 * own; nothing else knows it.
 *
 * <p>Start at {@link org.synctoasync.books.BookResolvers}.
 */
@NullMarked
package org.synctoasync.books;

import org.jspecify.annotations.NullMarked;
