package org.synctoasync.graphql.error;

/** Says that an argument's value, though of the right GraphQL type, cannot be used; its message is for the client. */
public final class InvalidArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidArgument(String message) {
        super(message);
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
