package org.synctoasync.graphql.error;

/** Thrown when a Java type and a GraphQL type do not fit; the reason is a part of a sentence. */
public final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    public Mismatch(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
