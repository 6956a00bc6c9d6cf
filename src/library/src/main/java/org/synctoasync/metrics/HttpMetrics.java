package org.synctoasync.metrics;

import graphql.kickstart.servlet.core.GraphQLServletListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Counts the responses of the endpoint, including those to requests that never request a lane.
 *
 * <p><b>Threading:</b> called by many threads.
 */
@ApplicationScoped
class HttpMetrics implements GraphQLServletListener {
    @Inject
    private Metrics metrics;

    @Override
    public RequestCallback onRequest(HttpServletRequest request, HttpServletResponse response) {
        return new RequestCallback() {
            @Override
            public void onFinally(HttpServletRequest request, HttpServletResponse response) {
                metrics.countResponse(response.getStatus());
            }
        };
    }
}
