package org.synctoasync.graphql.error;

import graphql.GraphQLError;

/** Ends a subscription whose source has failed; has the error for the client. */
public final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GraphQLError error;

    public SourceFailure(GraphQLError error, Throwable cause) {
        super(cause);
        this.error = error;
    }

    /** The error for the client. */
    public GraphQLError error() {
        return error;
    }
}
