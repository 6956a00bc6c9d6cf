package org.synctoasync.http;

/** Says that a request is refused before it reaches the engine. */
final class RequestError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Refuses a request.
     *
     * @param status the HTTP status code
     * @param message for the client: what is wrong, and the remedy
     */
    RequestError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
