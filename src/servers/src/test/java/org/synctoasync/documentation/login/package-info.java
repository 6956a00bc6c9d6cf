/** The applications of docs/logging-in.md and docs/jwt.md, and the tests that log in to them on both servers. */
package org.synctoasync.documentation.login;
