package org.synctoasync.http.request;

import graphql.ExecutionResult;
import java.util.Map;
import org.synctoasync.graphql.error.Failure;

/** Rejects a request before it reaches the engine. */
public final class RequestError extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Replaces the status of a well-formed request that is not executed; the profile and the client determine the
     * status.
     */
    public static final int WELL_FORMED = 0;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    /**
     * Makes an error that rejects a request.
     *
     * @param status the HTTP status code, or {@link #WELL_FORMED}
     * @param code for {@code extensions.code}
     * @param message for the client: the fault and the remedy; never text that the client sent
     */
    public RequestError(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    private RequestError(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    public static RequestError badRequest(String message) {
        return new RequestError(400, "BAD_REQUEST", message);
    }

    /** The request can be read, but is not well-formed by GraphQL over HTTP; the profile determines its status. */
    public static RequestError malformed(String message) {
        return new RequestError(422, "MALFORMED_REQUEST", message);
    }

    static RequestError unsupported(String message) {
        return new RequestError(415, "UNSUPPORTED_MEDIA_TYPE", message);
    }

    public static RequestError forbidden(String code, String message) {
        return new RequestError(403, code, message);
    }

    /**
     * The method is not allowed here.
     *
     * @param allowed the allowed methods
     */
    public static RequestError method(String allowed, String message) {
        return new RequestError(405, "METHOD_NOT_ALLOWED", message, Map.of("Allow", allowed));
    }

    /** The end of the request is not known, so the connection is closed after the response. */
    public static RequestError endless(int status, String code, String message) {
        return new RequestError(status, code, message, Map.of("Connection", "close"));
    }

    /** The request exceeds a limit; the message names the setting. */
    public static RequestError tooLarge(int status, String what, long most, String setting) {
        String message = what + " has more than " + most + ", the limit; the setting is " + setting;
        return status == 413
                ? endless(status, "LIMIT_EXCEEDED", message)
                : new RequestError(status, "LIMIT_EXCEEDED", message);
    }

    /** The server has no capacity now. */
    public static RequestError busy(String message) {
        return new RequestError(503, "UNAVAILABLE", message, Map.of("Retry-After", Failure.RETRY_SECONDS));
    }

    /** The failure that the client gets for an exception, whether a {@code RequestError} or any other. */
    public static Failure failure(Throwable thrown) {
        return thrown instanceof RequestError refused
                ? new Failure(refused.code, refused.message(), true)
                : Failure.of(thrown);
    }

    /** A response with only the error of an exception; for an array, a stream or a socket. */
    public static ExecutionResult response(Throwable thrown) {
        return thrown instanceof RequestError ? failure(thrown).response() : Failure.response(thrown);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    public Map<String, String> headers() {
        return headers;
    }
}
