package org.synctoasync.graphql.error;

/** Thrown when an argument's value has the right GraphQL type but cannot be used; its message is for the client. */
public final class InvalidArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidArgument(String message) {
        super(message);
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
