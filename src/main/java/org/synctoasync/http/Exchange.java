package org.synctoasync.http;

import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphqlErrorBuilder;
import graphql.kickstart.execution.GraphQLObjectMapper;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One asynchronous HTTP exchange: answered once, and completed whatever happens.
 *
 * <p><b>Threading:</b> answered by whichever thread has the answer first: the lane's, or the server's.
 */
final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
    private static final String RETRY_SECONDS = "1";

    private final AsyncContext async;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final GraphQLObjectMapper mapper;
    private final Listeners listeners;
    private final AtomicBoolean answered = new AtomicBoolean();

    private Exchange(AsyncContext async, GraphQLObjectMapper mapper, Listeners listeners) {
        this.async = async;
        this.request = (HttpServletRequest) async.getRequest();
        this.response = (HttpServletResponse) async.getResponse();
        this.mapper = mapper;
        this.listeners = listeners;
    }

    /** Puts the request into asynchronous mode; from here on it is ended by an answer only. */
    static Exchange start(
            HttpServletRequest request, HttpServletResponse response, GraphQLObjectMapper mapper, Listeners listeners) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0); // a resolver may take its time
        listeners.started();
        return new Exchange(async, mapper, listeners);
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Answers with what the engine made. */
    void answer(ExecutionResult result) {
        String type = MediaTypes.ofResponse(request.getHeader("Accept"));
        boolean malformed = !result.isDataPresent() && type.equals(MediaTypes.RESPONSE);
        send(malformed ? 400 : 200, result);
    }

    /** Answers with an error: the one that refuses the request, or one that leaves the client in the dark. */
    void fail(Throwable failure) {
        listeners.failed(failure);
        if (failure instanceof RequestError refused) {
            send(refused.status(), error(refused.message()));
        } else if (failure instanceof RejectedExecutionException) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            send(503, error("The server is busy; try again in " + RETRY_SECONDS + " s"));
        } else if (failure instanceof IOException) { // the client is gone
            complete();
        } else {
            String id = UUID.randomUUID().toString();
            LOG.log(Level.ERROR, "Error " + id, failure);
            send(500, error("Internal error; the server's log has it under " + id));
        }
    }

    private void send(int status, ExecutionResult result) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            byte[] body = serialize(result);
            response.setStatus(status);
            response.setContentType(MediaTypes.ofResponse(request.getHeader("Accept")));
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(body.length);
            listeners.beforeFlush();
            response.getOutputStream().write(body);
            listeners.succeeded();
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "The client left before its answer", gone);
            listeners.failed(gone);
        } finally {
            complete();
        }
    }

    private void complete() {
        answered.set(true);
        try {
            listeners.finished();
        } finally {
            async.complete();
        }
    }

    /** A result of a request that was not executed has no entry {@code data}: GraphQL, section 7.1. */
    private byte[] serialize(ExecutionResult result) throws IOException {
        return mapper.getJacksonMapper()
                .writeValueAsBytes(mapper.convertSanitizedExecutionResult(result, result.isDataPresent()));
    }

    private static ExecutionResult error(String message) {
        return ExecutionResultImpl.newExecutionResult()
                .addError(GraphqlErrorBuilder.newError().message("%s", message).build())
                .build();
    }
}
