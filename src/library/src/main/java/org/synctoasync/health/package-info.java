/**
 * The health of the application: whether it is live, and whether it is ready to serve.
 *
 * <p>Start at {@link org.synctoasync.health.Health}, which determines both.
 * {@link org.synctoasync.health.HealthServlet} reports them on every server.
 * {@link org.synctoasync.health.HealthExtension} reports them to MicroProfile Health if the server has it.
 */
@NullMarked
package org.synctoasync.health;

import org.jspecify.annotations.NullMarked;
