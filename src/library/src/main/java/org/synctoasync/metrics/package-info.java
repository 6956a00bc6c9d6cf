/**
 * What the application's requests cost, for Prometheus and all that reads its format.
 *
 * <p>Start at {@link org.synctoasync.metrics.Metrics}, which keeps all numbers of one application. {@link
 * org.synctoasync.metrics.LaneMetrics} counts what lanes tell, {@link org.synctoasync.metrics.HttpMetrics} what the endpoint
 * answers; {@link org.synctoasync.metrics.MetricsServlet} serves them.
 */
@NullMarked
package org.synctoasync.metrics;

import org.jspecify.annotations.NullMarked;
