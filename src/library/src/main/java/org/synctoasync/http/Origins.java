package org.synctoasync.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Settings;

/**
 * Which pages may ask: those of this host, and those of the origins that a setting lists (Fetch Standard, "CORS protocol").
 *
 * <p>A browser sends without asking what a form could send: a GET, or a POST of three media types. The endpoint takes no such POST; and a GET,
 * which changes nothing, it takes from another site's page only with a header that a form cannot add.
 *
 * <p><b>Threading:</b> immutable.
 */
final class Origins {
    /** Any value will do: with it, a browser asks first whether it may send the request. */
    static final String REQUIRED_HEADER = "GraphQL-Require-Preflight";

    private static final String METHODS = "GET, POST";
    private static final String HEADERS = "Authorization, Content-Type, " + REQUIRED_HEADER;
    private static final String SECONDS = "600";

    private final Set<String> allowed;
    private final boolean credentials;

    Origins(Settings settings) {
        allowed = settings.get(DoorSetting.CORS_ORIGINS);
        credentials = settings.get(DoorSetting.CORS_CREDENTIALS);
    }

    /** Whether the request is a browser's question whether it may send another one. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Lets the pages of listed origins read the answer, whatever it is. */
    void mark(HttpServletRequest request, HttpServletResponse response) {
        if (allowed.isEmpty()) {
            return;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (isListed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            if (credentials) {
                response.setHeader("Access-Control-Allow-Credentials", "true");
            }
        }
    }

    /** Answers a browser's question. */
    void answerPreflight(HttpServletRequest request, HttpServletResponse response) throws RequestError {
        if (!isListed(request.getHeader("Origin"))) {
            throw RequestError.forbidden(
                    "ORIGIN_NOT_ALLOWED", "Pages of this origin may not ask; see " + DoorSetting.CORS_ORIGINS.key());
        }
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", HEADERS);
        response.setHeader("Access-Control-Max-Age", SECONDS);
    }

    /** Refuses what another site's page made a browser send without asking, by the browser's own word. */
    void check(HttpServletRequest request) throws RequestError {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site == null ? isForeign(request) : site.equals("cross-site") || site.equals("same-site");
        if (foreign && request.getHeader(REQUIRED_HEADER) == null && !isListed(request.getHeader("Origin"))) {
            throw RequestError.forbidden(
                    "CSRF", "A request from another site's page needs the header " + REQUIRED_HEADER);
        }
    }

    /** For browsers that do not say where a request comes from: an origin of another host than the one that is asked. */
    private static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !hostOf(origin).equals(request.getHeader("Host"));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String hostOf(String origin) {
        String authority = authority(origin);
        return authority == null ? "" : authority;
    }

    private boolean isListed(@Nullable String origin) {
        return origin != null && allowed.contains(origin);
    }
}
