/**
 * Whether the application lives, and whether it is ready to serve.
 *
 * <p>Start at {@link org.synctoasync.health.Health}, which finds it out. {@link org.synctoasync.health.HealthServlet} tells it on every
 * server; {@link org.synctoasync.health.HealthExtension} hands it to MicroProfile Health where the server has that.
 */
@NullMarked
package org.synctoasync.health;

import org.jspecify.annotations.NullMarked;
