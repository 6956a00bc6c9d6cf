/**
 * What tests share.
 *
 * <p>Tests without a server start at {@link org.synctoasync.testing.LocalApplication}. Tests on servers, named {@code *IT},
 * deploy a {@link org.synctoasync.testing.Product}; those that run inside the server extend {@link
 * org.synctoasync.testing.ServerTest}, which checks after each that nothing leaks, and read {@link
 * org.synctoasync.testing.Statements}. {@link org.synctoasync.testing.PostgreSql} is the database of half of the runs.
 */
package org.synctoasync.testing;
