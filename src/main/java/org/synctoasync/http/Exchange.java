package org.synctoasync.http;

import graphql.ExecutionResult;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous HTTP exchange: answered once, by a whole or in parts, and completed whatever happens, once the request's body has been
 * read too.
 *
 * <p><b>Threading:</b> answered by whichever thread has the answer first: the lane's, or the server's.
 */
final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());
    private static final int CLIENT_CLOSED_REQUEST = 499; // as nginx has it

    private final AsyncContext async;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AnswerWriter writer;
    private final String mediaType;
    private final Listeners listeners;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();
    private final Releases releases = new Releases();
    private volatile boolean bodyOpen;
    private volatile boolean closing;
    private volatile @Nullable PartsWriter parts;
    private volatile @Nullable Throwable abandoned;

    private Exchange(AsyncContext async, AnswerWriter writer, String mediaType, Listeners listeners) {
        this.async = async;
        this.request = (HttpServletRequest) async.getRequest();
        this.response = (HttpServletResponse) async.getResponse();
        this.writer = writer;
        this.mediaType = mediaType;
        this.listeners = listeners;
    }

    /**
     * Puts the request into asynchronous mode; from here on it is ended by an answer only.
     *
     * @param mediaType the media type of the answer
     */
    static Exchange start(
            HttpServletRequest request,
            HttpServletResponse response,
            AnswerWriter writer,
            String mediaType,
            Listeners listeners) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0); // a resolver may take its time
        listeners.started();
        Exchange exchange = new Exchange(async, writer, mediaType, listeners);
        exchange.bodyOpen = BodyReader.isPresent(request);
        return exchange;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /** Whether the answer is to be events, also where it is only one. */
    boolean isOfEvents() {
        return mediaType.equals(MediaTypes.EVENTS);
    }

    /** Whether the client reads nothing but parts. */
    boolean isOfParts() {
        return mediaType.equals(MediaTypes.PARTS);
    }

    /** Whether there is a body of which the end has not been read. */
    boolean isBodyOpen() {
        return bodyOpen;
    }

    /** Says that nothing more of the body will be read. */
    void bodyEnded() {
        bodyOpen = false;
        if (closing) {
            complete();
        }
    }

    /** Has a task run by one of the server's threads for requests; the exchange is answered if there is none. */
    void start(Runnable task) {
        try {
            async.start(task);
        } catch (RuntimeException refused) {
            fail(refused);
        }
    }

    /** Answers with what the engine made. */
    void answer(ExecutionResult result) {
        if (answered.compareAndSet(false, true)) {
            send(writer.answer(result, whole()));
        }
    }

    /** Answers an array of requests. */
    void answers(List<ExecutionResult> results) {
        if (answered.compareAndSet(false, true)) {
            send(writer.answers(results, whole()));
        }
    }

    /** Answers with parts, as they come; they are released whatever happens. */
    void answerInParts(String type, Parts answer, Streams streams) {
        ServletOutputStream out;
        if (!answered.compareAndSet(false, true)) {
            answer.release();
            return;
        }
        try {
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType(type);
            listeners.beforeFlush();
            out = response.getOutputStream();
        } catch (IOException | RuntimeException gone) {
            answer.release();
            written(gone);
            return;
        }
        PartsWriter sending = PartsWriter.start(out, answer, streams, this::writtenElsewhere);
        parts = sending;
        Throwable gone = abandoned;
        if (gone != null) {
            sending.fail(gone);
        }
    }

    /** Answers with an error: the one that refuses the request, or one that leaves the client in the dark. */
    void fail(Throwable failure) {
        listeners.failed(failure);
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        AnswerWriter.headers(failure).forEach((name, value) -> ResponseHeaders.set(request, response, name, value));
        send(writer.failure(failure, whole()));
    }

    /** Answers without a body. */
    void answerEmpty() {
        if (answered.compareAndSet(false, true)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            listeners.succeeded();
            end();
        }
    }

    /** Ends the exchange without an answer, or in the middle of it: the client is gone. The status is for the server's access log. */
    void abandon(Throwable failure) {
        bodyOpen = false;
        abandoned = failure;
        PartsWriter sending = parts;
        if (sending != null) {
            sending.fail(failure);
        }
        if (answered.compareAndSet(false, true)) {
            response.setStatus(CLIENT_CLOSED_REQUEST);
            listeners.failed(failure);
            end();
        }
    }

    /** Whether there is an answer, and nothing is left but to complete. */
    boolean isAnswered() {
        return closing;
    }

    /** Has something released once the answer is sent: at once, if it is. */
    void onComplete(Runnable released) {
        releases.add(released);
    }

    private String whole() { // what refuses a request is no stream
        return isOfEvents() || isOfParts() ? MediaTypes.JSON : mediaType;
    }

    private void send(Answer answer) {
        try {
            answer.announce(response);
            writer.challenge(answer.status()).ifPresent(asked -> response.setHeader("WWW-Authenticate", asked));
            listeners.beforeFlush();
            ServletOutputStream out = response.getOutputStream();
            if (answer.body().length > BodyWriter.LONG) {
                out.setWriteListener(new BodyWriter(out, answer.body(), this::writtenElsewhere));
                return;
            }
            out.write(answer.body());
            if (bodyOpen) {
                out.close(); // the rest of the body may take its time
            }
            written(null);
        } catch (IOException | RuntimeException gone) {
            written(gone);
        }
    }

    /** On WildFly, an exchange that is completed where the server calls a listener keeps its request's beans for ever. */
    private void writtenElsewhere(@Nullable Throwable gone) {
        try {
            async.start(() -> written(gone));
        } catch (RuntimeException refused) {
            written(gone);
        }
    }

    private void written(@Nullable Throwable gone) {
        if (gone == null) {
            listeners.succeeded();
        } else {
            LOG.log(Level.DEBUG, "The client left before its answer", gone);
            listeners.failed(gone);
            bodyOpen = false;
        }
        end();
    }

    private void end() {
        try {
            listeners.finished();
        } finally {
            releases.run();
            closing = true;
            if (!bodyOpen) {
                complete();
            }
        }
    }

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            async.complete();
        }
    }
}
