package org.synctoasync.http.exchange;

import graphql.ExecutionResult;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.http.answer.Answer;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.answer.Statuses;
import org.synctoasync.http.request.MediaTypes;

/**
 * One asynchronous HTTP exchange. It is answered once, by a whole response or in parts. Whatever is thrown, it is
 * completed, after the request's body has been read too. A response that cannot be made is replaced by its error; a
 * response that cannot be sent is cut off.
 *
 * <p><b>Threading:</b> answered by the first thread that has a response: the lane's thread or the server's.
 */
public final class Exchange {
    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

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
    private volatile boolean succeeded = true;

    private Exchange(AsyncContext async, AnswerWriter writer, String mediaType, Listeners listeners) {
        this.async = async;
        this.request = (HttpServletRequest) async.getRequest();
        this.response = (HttpServletResponse) async.getResponse();
        this.writer = writer;
        this.mediaType = mediaType;
        this.listeners = listeners;
        this.bodyOpen = BodyReader.isPresent(request);
    }

    /** Puts the request into asynchronous mode; from then on, only a response ends it. */
    public static Exchange start(
            HttpServletRequest request,
            HttpServletResponse response,
            AnswerWriter writer,
            String mediaType,
            Listeners listeners) {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0); // a resolver may take its time
        listeners.started();
        return new Exchange(async, writer, mediaType, listeners);
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    /** Whether the response consists of events, even if it is only one. */
    public boolean isOfEvents() {
        return mediaType.equals(MediaTypes.EVENTS);
    }

    /** Whether the client reads only parts. */
    public boolean isOfParts() {
        return mediaType.equals(MediaTypes.PARTS);
    }

    /** Whether the request has a body whose end has not been read. */
    public boolean isBodyOpen() {
        return bodyOpen;
    }

    /** Notes that nothing more of the body will be read. */
    void bodyEnded() {
        bodyOpen = false;
        if (closing) {
            complete();
        }
    }

    /**
     * Runs a task on one of the server's threads for requests. If there is no such thread, the exchange is answered
     * with an error.
     */
    public void start(Runnable task) {
        try {
            async.start(task);
        } catch (Throwable refused) {
            fail(refused);
        }
    }

    /** Responds with the engine's result. */
    public void answer(ExecutionResult result) {
        claim(() -> send(made(() -> writer.answer(result, whole()))));
    }

    /** Responds to an array of requests. */
    public void answers(List<ExecutionResult> results) {
        claim(() -> send(made(() -> writer.answers(results, whole()))));
    }

    /** Responds with parts as they arrive; the parts are released whatever happens. */
    public void answerInParts(String type, Parts answer, OpenResponses streams) {
        if (!claim(() -> sendParts(type, answer, streams))) {
            Safely.run("The release of parts that are not sent", answer::release);
        }
    }

    /** Responds with an error: the one that rejects the request, or one that reveals nothing to the client. */
    public void fail(Throwable failure) {
        claim(() -> send(failed(failure)));
    }

    /** Responds without a body. */
    public void answerEmpty() {
        claim(() -> {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            written(null);
        });
    }

    /**
     * Ends the exchange without a response, or in the middle of it, because the client is gone. The status is for the
     * server's access log.
     */
    public void abandon(Throwable failure) {
        bodyOpen = false;
        abandoned = failure;
        failParts(failure);
        claim(() -> {
            response.setStatus(Statuses.CLIENT_CLOSED_REQUEST);
            written(failure);
        });
    }

    /** Whether the exchange is answered and only has to be completed. */
    boolean isAnswered() {
        return closing;
    }

    /** Releases something after the response is sent; at once if that has happened. */
    public void onComplete(Runnable released) {
        releases.add(released);
    }

    private String whole() { // a rejection is not a stream
        return isOfEvents() || isOfParts() ? MediaTypes.JSON : mediaType;
    }

    /** Sends a response. Sending ends in {@link #written}, now or later. */
    private interface Sending {
        void run() throws IOException;
    }

    /**
     * Sends a response, unless there is one already, and ends the exchange if sending throws. Returns false if the
     * response was not sent.
     */
    private boolean claim(Sending sending) {
        if (!answered.compareAndSet(false, true)) {
            return false;
        }
        try {
            sending.run();
            return true;
        } catch (Throwable gone) {
            written(gone);
            return false;
        }
    }

    /** Makes a response; if that fails, the response with the error. */
    private Answer made(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (Throwable failure) {
            return failed(failure);
        }
    }

    private Answer failed(Throwable failure) {
        succeeded = false;
        listeners.failed(failure);
        return writer.failure(failure, whole());
    }

    private void sendParts(String type, Parts answer, OpenResponses streams) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(type);
        listeners.beforeFlush();
        parts = PartsWriter.start(response.getOutputStream(), answer, streams, this::writtenElsewhere);
        failParts(abandoned);
    }

    private void failParts(@Nullable Throwable failure) {
        PartsWriter sending = parts;
        if (sending != null && failure != null) {
            sending.fail(failure);
        }
    }

    private void send(Answer answer) throws IOException {
        answer.announce(request, response);
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
    }

    /**
     * Leaves the server's thread. On WildFly, an exchange that is completed while the server calls a listener keeps its
     * request's beans forever.
     */
    private void writtenElsewhere(@Nullable Throwable gone) {
        try {
            async.start(() -> written(gone));
        } catch (Throwable refused) {
            written(gone);
        }
    }

    /** Ends the exchange. */
    private void written(@Nullable Throwable gone) {
        if (gone != null) {
            LOG.log(Level.DEBUG, "The client left before its answer", gone);
            bodyOpen = false;
            listeners.failed(gone);
        } else if (succeeded) {
            listeners.succeeded();
        }
        listeners.finished();
        releases.run();
        closing = true;
        complete();
    }

    private void complete() {
        if (!bodyOpen && completed.compareAndSet(false, true)) {
            Safely.run("The end of an exchange", async::complete);
        }
    }
}
