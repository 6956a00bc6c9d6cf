package org.synctoasync.http.request;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.DoorSetting.HttpProfile;
import org.synctoasync.deployment.Settings;

/**
 * Decides by the headers of a request, before the body is read, whether to accept the request. It checks method, sizes,
 * media types and origin; the cheapest check comes first.
 *
 * <p><b>Threading:</b> immutable; called on the server's threads.
 */
public final class Negotiation {
    public static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private final HttpProfile profile;
    private final long mostUri;
    private final long mostHeader;
    private final boolean takesFiles;
    private final CorsPolicy origins;

    public Negotiation(Settings settings, CorsPolicy origins) {
        this.profile = settings.get(DoorSetting.HTTP_PROFILE);
        this.mostUri = settings.get(DoorSetting.MAX_URI_LENGTH);
        this.mostHeader = settings.get(DoorSetting.MAX_HEADER_SIZE);
        this.takesFiles = settings.get(DoorSetting.MAX_UPLOADS) > 0;
        this.origins = origins;
    }

    /** The media type of the response, whatever happens: the type that the client requests, or JSON. */
    public String mediaType(HttpServletRequest request) {
        return MediaTypes.ofResponse(accept(request), profile).orElse(MediaTypes.JSON);
    }

    /** Rejects a request with an unacceptable method, size, framing, origin or media type. */
    public void check(HttpServletRequest request) throws RequestError {
        checkMethod(request.getMethod());
        checkSizes(request);
        checkFraming(request);
        if (!request.getMethod().equals("OPTIONS")) {
            origins.check(request);
            checkTypes(request);
        }
    }

    /**
     * Rejects the handshake of a socket from another site's page, because a browser sends a handshake without a
     * preflight.
     */
    public void checkHandshake(HttpServletRequest request) throws RequestError {
        checkSizes(request);
        origins.check(request);
    }

    private static void checkMethod(String method) throws RequestError {
        if (!List.of(METHODS.split(", ")).contains(method)) {
            throw RequestError.method(METHODS, "GraphQL is asked by GET or POST");
        }
    }

    private void checkSizes(HttpServletRequest request) throws RequestError {
        String query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length() + 1L) > mostUri) {
            throw RequestError.tooLarge(414, "The URI in characters", mostUri, DoorSetting.MAX_URI_LENGTH.key());
        }
        long size = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                size += name.length() + value.length() + 4L; // colon, space and line end
            }
        }
        if (size > mostHeader) {
            throw RequestError.tooLarge(431, "The header in characters", mostHeader, DoorSetting.MAX_HEADER_SIZE.key());
        }
    }

    /**
     * Rejects ambiguous framing. If two servers in a row see different ends of a request, one of them takes it for two
     * requests (RFC 9112, section 6.1).
     */
    private static void checkFraming(HttpServletRequest request) throws RequestError {
        List<String> codings = Collections.list(request.getHeaders("Transfer-Encoding"));
        if (!codings.isEmpty()
                && (request.getHeader("Content-Length") != null
                        || codings.size() > 1
                        || !codings.get(0).strip().equalsIgnoreCase("chunked"))) {
            throw RequestError.endless(
                    400, "BAD_REQUEST", "The length of the body is by Content-Length, or by chunks alone");
        }
    }

    private void checkTypes(HttpServletRequest request) throws RequestError {
        if (request.getMethod().equals("POST")) {
            if (!MediaTypes.isJson(request.getContentType())) {
                checkForm(request);
            }
            String coding = request.getHeader("Content-Encoding");
            if (coding != null && !coding.equalsIgnoreCase("identity")) {
                throw RequestError.unsupported("Send the request without Content-Encoding");
            }
        }
        if (MediaTypes.ofResponse(accept(request), profile).isEmpty()) {
            throw new RequestError(
                    406,
                    "NOT_ACCEPTABLE",
                    "The answer is " + MediaTypes.RESPONSE + ", " + MediaTypes.JSON + ", " + MediaTypes.EVENTS + " or "
                            + MediaTypes.PARTS);
        }
    }

    /** Rejects a form without a header that a form cannot add, because any page could send such a form. */
    private void checkForm(HttpServletRequest request) throws RequestError {
        if (!takesFiles || !MediaTypes.isForm(request.getContentType())) {
            throw RequestError.unsupported("Send the request as " + MediaTypes.JSON + " in UTF-8"
                    + (takesFiles ? ", or files with it as " + MediaTypes.FORM : ""));
        }
        if (!CorsPolicy.showsPreflight(request)) {
            throw RequestError.forbidden("CSRF", "A request with files needs the header " + CorsPolicy.REQUIRED_HEADER);
        }
    }

    /** All lines of the header {@code Accept}, joined into one (RFC 9110, section 5.3). */
    public static String accept(HttpServletRequest request) {
        return String.join(",", Collections.list(request.getHeaders("Accept")));
    }
}
