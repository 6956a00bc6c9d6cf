package org.synctoasync.http.stream;

import graphql.ExecutionResult;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.exchange.Exchange;
import org.synctoasync.http.exchange.OpenResponses;
import org.synctoasync.http.exchange.Parts;
import org.synctoasync.http.exchange.PartsWriter;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.RequestError;

/**
 * Sends responses as server-sent events, in the distinct connections mode of GraphQL over SSE: an event {@code next}
 * for each response, and {@code complete} when there are no more.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class EventStreams {
    /** Sent first, so that the client knows at once that the request is accepted, and as the heartbeat. */
    static final String COMMENT = ":\n\n";

    /** Has a data line, because a browser does not deliver an event without data to the page. */
    static final String COMPLETE = "event: complete\ndata:\n\n";

    static final String NEXT = "event: next\ndata: ";
    static final String END = "\n\n";
    static final String MEDIA_TYPE = MediaTypes.EVENTS + ";charset=UTF-8";

    private final AnswerWriter writer;
    private final OpenResponses streams;

    public EventStreams(AnswerWriter writer, OpenResponses streams) {
        this.writer = writer;
        this.streams = streams;
    }

    /** Answers an exchange with the engine's result. */
    public void answer(Exchange exchange, ExecutionResult result) {
        HttpServletResponse response = exchange.response();
        response.setHeader("Cache-Control", "no-cache, no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would buffer events
        exchange.answerInParts(MEDIA_TYPE, new Events(result), streams);
    }

    /** The events of one response. */
    private final class Events implements Parts, AnswerStream.Taker {
        private final AnswerStream answers;
        private volatile @Nullable PartsWriter asking;
        private boolean begun;

        Events(ExecutionResult result) {
            answers = new AnswerStream(result, this);
        }

        @Override
        public void next(PartsWriter asks) {
            asking = asks;
            if (begun) {
                answers.next();
            } else {
                begun = true;
                asks.write(bytes(COMMENT));
            }
        }

        @Override
        public void answer(ExecutionResult answer) {
            write(event(answer));
        }

        @Override
        public void end(@Nullable Throwable failure) {
            write(failure == null ? bytes(COMPLETE) : join(event(RequestError.response(failure)), bytes(COMPLETE)));
            PartsWriter ending = asking;
            if (ending != null) {
                ending.end();
            }
        }

        @Override
        public void release() {
            answers.cancel();
        }

        @Override
        public byte[] heartbeat() {
            return bytes(COMMENT);
        }

        private void write(byte[] event) {
            PartsWriter to = asking;
            if (to != null) {
                to.write(event);
            }
        }
    }

    private byte[] event(ExecutionResult answer) {
        return join(bytes(NEXT), writer.answer(answer, MediaTypes.RESPONSE).body(), bytes(END));
    }

    private static byte[] join(byte[]... pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        return whole;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
