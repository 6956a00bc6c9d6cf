package org.synctoasync.http;

import graphql.kickstart.servlet.GraphQLConfiguration;

/**
 * The stations that requests pass, made once when the application is deployed; the sockets' operations pass the same.
 *
 * <p><b>Threading:</b> immutable.
 */
record Door(
        GraphQLConfiguration configuration,
        ContextsOfRequests contexts,
        Origins origins,
        Negotiation negotiation,
        RequestReader reader,
        UploadReader uploads,
        AnswerWriter writer,
        Bodies bodies,
        Streams streams,
        Execution execution,
        Sockets sockets) {
    /** Looks after what nothing happens to; to be called about twice a second. Only decides: others read and write. */
    void check() {
        bodies.check();
        execution.clients().checkBeside();
        streams.check();
        sockets.check();
    }

    /** Ends all that lasts. */
    void close() {
        streams.close();
        sockets.close();
    }
}
