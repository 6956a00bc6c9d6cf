package org.synctoasync.graphql.error;

import graphql.GraphQLError;

/** Ends a subscription whose source has failed: with an error that may be told. */
public final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient GraphQLError error;

    public SourceFailure(GraphQLError error, Throwable cause) {
        super(cause);
        this.error = error;
    }

    /** What the client is told. */
    public GraphQLError error() {
        return error;
    }
}
