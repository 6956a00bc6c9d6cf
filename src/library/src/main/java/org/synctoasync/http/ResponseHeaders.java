package org.synctoasync.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.synctoasync.http.request.ConnectionHeader;

/**
 * Sets the response headers that protect GraphiQL and the endpoint in browsers. A page loads nothing from other hosts,
 * runs no inline script and appears in no other site's frame. A browser caches only files whose names change with their
 * content. The application's other pages are not changed.
 *
 * <p><b>Threading:</b> called on the server's threads. Stateless.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class ResponseHeaders extends HttpFilter {
    private static final long serialVersionUID = 1L;

    /** GraphiQL's editor makes style elements; scripts, workers and connections are limited to this host. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private static final Set<String> UNNAMED_BY_CONTENT =
            Set.of("", "/", "/index.html", "/graphql", "/graphql/schema.graphql");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        endAfterChunks(request, response);
        if (path.startsWith("/graphiql/")
                && getServletContext().getResource(path) != null) { // otherwise a 404 would be cached
            protect(response, "public, max-age=31536000, immutable");
        } else if (UNNAMED_BY_CONTENT.contains(path)) {
            protect(response, "no-store");
        }
        chain.doFilter(request, ConnectionHeader.isHttp1(request) ? response : HeadResponse.of(request, response));
    }

    /** The path of the request without the text behind a semicolon. */
    private static String path(HttpServletRequest request) {
        String inside = request.getPathInfo();
        return request.getServletPath() + (inside == null ? "" : inside);
    }

    /**
     * Closes the connection after a chunked request on Payara. Payara hides a Content-Length that stands beside a
     * Transfer-Encoding, so a proxy in front of Payara may take one request for two. Requests that follow a chunked
     * request on the same connection are therefore not answered.
     */
    private void endAfterChunks(HttpServletRequest request, HttpServletResponse response) {
        if (request.getHeader("Transfer-Encoding") != null
                && getServletContext().getServerInfo().contains("Payara")) {
            ConnectionHeader.set(request, response, "Connection", "close");
        }
    }

    private static void protect(HttpServletResponse response, String caching) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", caching);
    }
}
