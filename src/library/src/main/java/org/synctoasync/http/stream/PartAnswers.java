package org.synctoasync.http.stream;

import graphql.ExecutionResult;
import graphql.incremental.DelayedIncrementalPartialResult;
import graphql.incremental.IncrementalExecutionResult;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.synctoasync.http.answer.AnswerWriter;
import org.synctoasync.http.exchange.Exchange;
import org.synctoasync.http.exchange.OpenResponses;
import org.synctoasync.http.exchange.Parts;
import org.synctoasync.http.exchange.PartsWriter;
import org.synctoasync.http.request.IncrementalFormat;
import org.synctoasync.http.request.MediaTypes;
import org.synctoasync.http.request.Negotiation;

/**
 * Sends the parts of a response with deferred fragments as they arrive, in {@code multipart/mixed} (RFC 2046) or as
 * server-sent events.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class PartAnswers {
    private final AnswerWriter writer;
    private final OpenResponses streams;

    public PartAnswers(AnswerWriter writer, OpenResponses streams) {
        this.writer = writer;
        this.streams = streams;
    }

    /** Answers an exchange with the engine's result, in one part if no fragment is deferred. */
    public void answer(Exchange exchange, ExecutionResult result) {
        String accept = Negotiation.accept(exchange.request());
        IncrementalFormat asked = MediaTypes.incremental(accept).orElse(IncrementalFormat.DEFER_SPEC);
        PartFraming framing = exchange.isOfEvents() ? new PartFraming.Events() : new PartFraming.Multipart(asked);
        IncrementalFormat format = exchange.isOfEvents() ? IncrementalFormat.DEFER_SPEC : asked;
        exchange.response().setHeader("Cache-Control", "no-cache, no-store");
        exchange.response().setHeader("X-Accel-Buffering", "no"); // nginx would buffer parts
        exchange.answerInParts(
                framing.mediaType(), new Sequence(result, new IncrementalRendering(format), framing), streams);
    }

    /** The parts of one response. */
    private final class Sequence implements Parts, Subscriber<DelayedIncrementalPartialResult> {
        private final IncrementalRendering format;
        private final PartFraming framing;
        private final ExecutionResult answer;
        private volatile @Nullable PartsWriter asking;
        private volatile @Nullable Subscription rest;
        private volatile boolean ended;
        private boolean begun;
        private int number;
        private long left = writer.most();

        Sequence(ExecutionResult answer, IncrementalRendering format, PartFraming framing) {
            this.answer = answer;
            this.format = format;
            this.framing = framing;
            if (answer instanceof IncrementalExecutionResult incremental) {
                incremental.getIncrementalItemPublisher().subscribe(this);
            }
        }

        @Override
        public void next(PartsWriter asks) {
            asking = asks;
            Subscription asked = rest;
            if (ended) {
                asks.end();
            } else if (begun && asked != null) {
                asked.request(1);
            } else {
                begun = true;
                boolean more = asked != null;
                ended = !more;
                write(() -> format.first(answer, more), true, more);
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            rest = subscription;
        }

        @Override
        public void onNext(DelayedIncrementalPartialResult part) {
            ended = !part.hasNext();
            write(() -> format.next(part, number), false, part.hasNext());
            number++;
        }

        /** Writes a part. A response that is too large ends here, because there is no room for further parts. */
        private void write(Supplier<Map<String, Object>> part, boolean first, boolean more) {
            AnswerWriter.Part json = writer.part(part, left, errors -> format.untold(errors, number));
            left -= json.bytes().length;
            if (!json.isTold()) {
                ended = true;
                cancelRest();
            }
            PartsWriter to = asking;
            if (to != null) {
                to.write(framing.frame(json.bytes(), first, more && json.isTold()));
            }
        }

        @Override
        public void release() {
            cancelRest();
        }

        private void cancelRest() {
            Subscription running = rest;
            if (running != null) {
                running.cancel();
            }
        }

        @Override
        public byte[] heartbeat() {
            return framing.heartbeat();
        }

        @Override
        public void onError(Throwable failure) {} // a failure is the last part

        @Override
        public void onComplete() {} // the last part declares that it is the last
    }
}
