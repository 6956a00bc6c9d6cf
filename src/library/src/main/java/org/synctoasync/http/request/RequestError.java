package org.synctoasync.http.request;

import graphql.ExecutionResult;
import java.util.Map;
import org.synctoasync.graphql.error.Failure;

/** Says that a request is refused before it reaches the engine. */
public final class RequestError extends Exception {
    private static final long serialVersionUID = 1L;

    /** Stands for the status of a well-formed request that is not executed, which the profile and the client choose. */
    public static final int WELL_FORMED = 0;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    /**
     * Refuses a request.
     *
     * @param status the HTTP status code, or {@link #WELL_FORMED}
     * @param code for {@code extensions.code}
     * @param message for the client: what is wrong, and the remedy; never what the client sent
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

    /** The request can be read, but is not well-formed by GraphQL over HTTP: which status that is, the profile says. */
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
     * The method is not for this.
     *
     * @param allowed the methods that are
     */
    public static RequestError method(String allowed, String message) {
        return new RequestError(405, "METHOD_NOT_ALLOWED", message, Map.of("Allow", allowed));
    }

    /** The end of the request is not known: who sent it is not listened to again. */
    public static RequestError endless(int status, String code, String message) {
        return new RequestError(status, code, message, Map.of("Connection", "close"));
    }

    /** A limit is exceeded: names the setting. */
    public static RequestError tooLarge(int status, String what, long most, String setting) {
        String message = what + " has more than " + most + ", the limit; the setting is " + setting;
        return status == 413
                ? endless(status, "LIMIT_EXCEEDED", message)
                : new RequestError(status, "LIMIT_EXCEEDED", message);
    }

    /** There is no room now. */
    public static RequestError busy(String message) {
        return new RequestError(503, "UNAVAILABLE", message, Map.of("Retry-After", Failure.RETRY_SECONDS));
    }

    /** What the client gets for an exception, be it one of these or any other. */
    public static Failure failure(Throwable thrown) {
        return thrown instanceof RequestError refused
                ? new Failure(refused.code, refused.message(), true)
                : Failure.of(thrown);
    }

    /** The response that has nothing except the error of an exception: for an array, a stream or a socket. */
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
