package org.synctoasync.http;

import graphql.kickstart.servlet.GraphQLConfiguration;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.exchange.Bodies;
import org.synctoasync.http.exchange.OpenResponses;
import org.synctoasync.http.exchange.Safely;
import org.synctoasync.http.execute.RequestContexts;
import org.synctoasync.http.execute.RequestExecutor;
import org.synctoasync.http.request.CorsPolicy;
import org.synctoasync.http.request.Negotiation;
import org.synctoasync.http.request.RequestReader;
import org.synctoasync.http.request.UploadReader;
import org.synctoasync.http.socket.Sockets;

/**
 * The services that every HTTP request passes through, made once at deployment. Operations over sockets use the same
 * services.
 *
 * <p><b>Threading:</b> immutable.
 */
public record HttpServices(
        GraphQLConfiguration configuration,
        RequestContexts contexts,
        CorsPolicy origins,
        Negotiation negotiation,
        RequestReader reader,
        UploadReader uploads,
        AnswerWriter writer,
        Bodies bodies,
        OpenResponses streams,
        RequestExecutor execution,
        Sockets sockets) {
    /**
     * Checks bodies, clients, responses in parts and sockets that may be idle; to be called about twice a second. The
     * checks only decide; other threads read and write.
     */
    void check() {
        Safely.run("The check of bodies", bodies::check); // an exception would end the other checks for good
        Safely.run("The check of clients", execution.clients()::checkBeside);
        Safely.run("The check of responses in parts", streams::check);
        Safely.run("The check of sockets", sockets::check);
    }

    /** Ends all long-lived responses and sockets. */
    void close() {
        Safely.run("The end of responses in parts", streams::close);
        Safely.run("The end of sockets", sockets::close);
    }
}
