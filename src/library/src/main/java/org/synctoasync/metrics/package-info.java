/**
 * The cost of the application's requests, in the format of Prometheus and compatible tools.
 *
 * <p>Start at {@link org.synctoasync.metrics.Metrics}, which keeps all metrics of one application.
 * {@link org.synctoasync.metrics.LaneMetrics} counts the data of the lanes, and
 * {@link org.synctoasync.metrics.HttpMetrics} counts the responses of the endpoint.
 * {@link org.synctoasync.metrics.MetricsServlet} serves the metrics.
 */
@NullMarked
package org.synctoasync.metrics;

import org.jspecify.annotations.NullMarked;
