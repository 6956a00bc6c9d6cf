/**
 * The applications of docs/guides/logging-in.md and docs/guides/jwt.md, and the tests that log in to them on both servers.
 */
package org.synctoasync.documentation.login;
