package org.synctoasync.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import graphql.ExecutionResult;
import graphql.kickstart.execution.GraphQLObjectMapper;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
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
    private static final int CLIENT_CLOSED_REQUEST = 499; // as nginx has it

    private final AsyncContext async;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final GraphQLObjectMapper mapper;
    private final Listeners listeners;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Runnable release = () -> {};

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
        // what was not executed has no entry data: GraphQL, section 7.1
        send(malformed ? 400 : 200, mapper.convertSanitizedExecutionResult(result, result.isDataPresent()));
    }

    /** Answers with an error: the one that refuses the request, or one that leaves the client in the dark. */
    void fail(Throwable failure) {
        listeners.failed(failure);
        if (failure instanceof RequestError refused) {
            send(refused.status(), error(refused.message()));
        } else if (failure instanceof RejectedExecutionException) {
            response.setHeader("Retry-After", RETRY_SECONDS);
            send(503, error("The server is busy; try again in " + RETRY_SECONDS + " s"));
        } else {
            send(500, masked(failure));
        }
    }

    /** Ends the exchange without an answer: the client is gone. The status is for the server's access log. */
    void abandon(Throwable failure) {
        if (answered.compareAndSet(false, true)) {
            response.setStatus(CLIENT_CLOSED_REQUEST);
            listeners.failed(failure);
            complete();
        }
    }

    /** Has something released once the exchange is complete. */
    void onComplete(Runnable released) {
        release = released;
    }

    private void send(int status, Map<String, Object> answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            byte[] body = serialize(answer, status);
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

    /** Sets the status too: it is another where a value of the answer cannot be written as JSON. */
    private byte[] serialize(Map<String, Object> answer, int status) throws IOException {
        try {
            byte[] body = mapper.getJacksonMapper().writeValueAsBytes(answer);
            response.setStatus(status);
            return body;
        } catch (JsonProcessingException unwritable) {
            response.setStatus(500);
            return mapper.getJacksonMapper().writeValueAsBytes(masked(unwritable));
        }
    }

    private void complete() {
        try {
            listeners.finished();
        } finally {
            release.run();
            async.complete();
        }
    }

    private static Map<String, Object> masked(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "Error " + id, failure);
        return error("Internal error; the server's log has it under " + id);
    }

    private static Map<String, Object> error(String message) {
        return Map.of("errors", List.of(Map.of("message", message)));
    }
}
