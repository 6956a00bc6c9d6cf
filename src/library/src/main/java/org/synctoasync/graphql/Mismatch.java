package org.synctoasync.graphql;

/** Says why a Java type and a GraphQL type do not fit, as a part of a sentence. */
final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;

    Mismatch(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
