package org.synctoasync.http.execute;

import graphql.kickstart.execution.context.GraphQLKickstartContext;
import graphql.kickstart.servlet.context.DefaultGraphQLServletContextBuilder;
import graphql.kickstart.servlet.context.GraphQLServletContextBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;

/**
 * Makes the application's context of a request while the server's thread still has everything that belongs to the
 * request: user, request-scoped beans, log. The thread that has read the end of a body has nothing of this.
 *
 * <p><b>Threading:</b> may be used by any thread; a request's context is made on the thread that received the request.
 */
public final class RequestContexts extends DefaultGraphQLServletContextBuilder {
    private static final String MADE = RequestContexts.class.getName();

    private final GraphQLServletContextBuilder application;

    public RequestContexts(GraphQLServletContextBuilder application) {
        this.application = application;
    }

    public void make(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(MADE, application.build(request, response));
    }

    @Override
    public GraphQLKickstartContext build(HttpServletRequest request, HttpServletResponse response) {
        return request.getAttribute(MADE) instanceof GraphQLKickstartContext made
                ? made
                : application.build(request, response);
    }

    @Override
    public GraphQLKickstartContext build(Session session, HandshakeRequest handshake) {
        return application.build(session, handshake);
    }
}
