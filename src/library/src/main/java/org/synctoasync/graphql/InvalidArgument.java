package org.synctoasync.graphql;

/** Says that an argument's value, though of the right GraphQL type, cannot be used; its message is for the client. */
final class InvalidArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidArgument(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
