/**
 * Helpers shared by the tests.
 *
 * <p>Tests without a server start at {@link org.synctoasync.testing.LocalApplication}. Tests on servers, named {@code
 * *IT}, deploy a {@link org.synctoasync.testing.Product}. Tests that run inside the server extend {@link
 * org.synctoasync.testing.ServerTest}, which checks for leaks after each test, and read {@link
 * org.synctoasync.testing.Statements}. Half of the runs use {@link org.synctoasync.testing.PostgreSql} as their
 * database.
 */
package org.synctoasync.testing;
