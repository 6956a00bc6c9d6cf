package org.synctoasync.http.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.HeaderValues;
import org.synctoasync.deployment.Settings;

/**
 * Decides which web pages may send requests: those of this host, and those of the origins that a setting lists (Fetch
 * Standard, "CORS protocol").
 *
 * <p>A browser sends without a preflight any request that a form could send: a GET, or a POST of three media types. The
 * endpoint accepts no such POST. It accepts a GET, which changes nothing, from another site's page only with a header
 * that a form cannot add.
 *
 * <p><b>Threading:</b> immutable.
 */
public final class CorsPolicy {
    /** A header with any value. A browser sends a preflight before it sends another site's request with this header. */
    public static final String REQUIRED_HEADER = "GraphQL-Require-Preflight";

    /** Headers of Apollo's clients that prove a preflight in the same way: a form cannot add them either. */
    private static final List<String> SHOW_PREFLIGHT =
            List.of(REQUIRED_HEADER, "Apollo-Require-Preflight", "X-Apollo-Operation-Name");

    private static final String METHODS = "GET, POST";
    private static final String ALWAYS = "Content-Type, " + REQUIRED_HEADER + ", ";
    private static final String REQUESTED = "Access-Control-Request-Headers";
    private static final String EXPOSED = "Retry-After, WWW-Authenticate, Allow";
    private static final String SECONDS = "600";

    private static final Pattern ORIGIN = Pattern.compile("(?i)(https?)://(.+)");

    /** A host, which may be an IPv6 address, and an optional port. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s/:@?#\\[\\]\\\\]+)(?::([0-9]+))?");

    private final Set<String> allowed;
    private final Optional<String> headers;
    private final boolean credentials;

    public CorsPolicy(Settings settings) {
        allowed = settings.get(DoorSetting.CORS_ORIGINS);
        headers = settings.get(DoorSetting.CORS_HEADERS).map(names -> ALWAYS + String.join(", ", names));
        credentials = settings.get(DoorSetting.CORS_CREDENTIALS);
    }

    /** Whether the request is a preflight, in which a browser requests permission for another request. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Allows the pages of listed origins to read the response, whatever its status. */
    public void mark(HttpServletRequest request, HttpServletResponse response) {
        if (allowed.isEmpty()) {
            return;
        }
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (isListed(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Expose-Headers", EXPOSED);
            if (credentials) {
                response.setHeader("Access-Control-Allow-Credentials", "true");
            }
        }
    }

    /** Responds to a preflight. */
    public void answerPreflight(HttpServletRequest request, HttpServletResponse response) throws RequestError {
        if (!isListed(request.getHeader("Origin"))) {
            throw RequestError.forbidden(
                    "ORIGIN_NOT_ALLOWED", "Pages of this origin may not ask; see " + DoorSetting.CORS_ORIGINS.key());
        }
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.addHeader("Vary", REQUESTED);
        allowedHeaders(request).ifPresent(names -> response.setHeader("Access-Control-Allow-Headers", names));
        response.setHeader("Access-Control-Max-Age", SECONDS);
    }

    private Optional<String> allowedHeaders(HttpServletRequest request) throws RequestError {
        if (headers.isPresent()) {
            return headers;
        }
        String requested = request.getHeader(REQUESTED);
        if (requested != null && !HeaderValues.isListOfNames(requested)) {
            throw RequestError.badRequest("The header " + REQUESTED + " is no list of names");
        }
        return Optional.ofNullable(requested);
    }

    /**
     * Rejects a request that another site's page made a browser send without a preflight, as reported by the browser.
     */
    void check(HttpServletRequest request) throws RequestError {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site == null ? isForeign(request) : site.equals("cross-site") || site.equals("same-site");
        if (foreign && !showsPreflight(request) && !isListed(request.getHeader("Origin"))) {
            throw RequestError.forbidden(
                    "CSRF", "A request from another site's page needs the header " + REQUIRED_HEADER);
        }
    }

    /** Whether the request has a header that a browser sends for another site's page only after a preflight. */
    static boolean showsPreflight(HttpServletRequest request) {
        return SHOW_PREFLIGHT.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    /**
     * Whether the origin names another host than the requested one; for browsers that send no {@code Sec-Fetch-Site}.
     */
    private static boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !isOfHost(origin, request.getHeader("Host"));
    }

    /**
     * Whether an origin is that of the requested host, which the header {@code Host} names. Host names are compared
     * without regard to case. A missing port is the default port of the origin's scheme, because the scheme that the
     * browser uses is not known behind a proxy.
     */
    static boolean isOfHost(String origin, @Nullable String host) {
        Matcher web = ORIGIN.matcher(origin);
        if (host == null || !web.matches()) {
            return false;
        }
        String port = web.group(1).equalsIgnoreCase("https") ? "443" : "80";
        String authority = withPort(web.group(2), port);
        return authority != null && authority.equals(withPort(host, port));
    }

    private static @Nullable String withPort(String authority, String port) {
        Matcher parts = AUTHORITY.matcher(authority);
        return parts.matches()
                ? parts.group(1).toLowerCase(Locale.ROOT) + ":" + Objects.requireNonNullElse(parts.group(2), port)
                : null;
    }

    private boolean isListed(@Nullable String origin) {
        return origin != null && allowed.contains(origin);
    }
}
