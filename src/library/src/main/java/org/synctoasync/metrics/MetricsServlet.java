package org.synctoasync.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves the metrics in the text format of Prometheus, or in the OpenMetrics format if the client requests it.
 *
 * <p><b>Threading:</b> called on the server's threads.
 */
@WebServlet(urlPatterns = "/metrics", loadOnStartup = 1)
public class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Metrics metrics;

    /** Starts to count. */
    @Override
    public void init() {
        metrics.isOn(); // creates the bean before the first request
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!metrics.isOn()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ExpositionFormatWriter format = metrics.format(request.getHeader("Accept"));
        response.setContentType(format.getContentType());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        metrics.write(format, response.getOutputStream());
    }
}
