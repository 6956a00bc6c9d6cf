package org.synctoasync.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Responses are taken one at a time, whatever their source does. */
class AnswerStreamTest {
    private final List<String> told = new ArrayList<>();
    private final Source source = new Source();

    /** A single response is a stream of one. */
    @Test
    void anAnswerIsAStreamOfOne() {
        AnswerStream stream = stream(answer("only"));
        stream.next();
        assertThat(told).containsExactly("only");
        stream.next();
        assertThat(told).containsExactly("only", "end");
    }

    /** One response at a time is requested from the source, and the end is reported at the next request. */
    @Test
    void theSourceIsAskedForOneAtATime() {
        AnswerStream stream = stream(answer(source));
        assertThat(source.subscriber).isNull();
        stream.next();
        assertThat(source.asked).isEqualTo(1);
        source.give("one");
        source.subscriber.onComplete();
        assertThat(told).containsExactly("one");
        stream.next();
        assertThat(told).containsExactly("one", "end");
        assertThat(source.asked).isEqualTo(1);
    }

    /** If the stream ends during a request, the end is reported at once, and a failure as a failure. */
    @Test
    void theEndIsToldToWhoWaits() {
        stream(answer(source)).next();
        source.subscriber.onError(new IllegalStateException("broken"));
        assertThat(told).containsExactly("broken");
    }

    /** If a source publishes without a request, it is cancelled, and the response is discarded. */
    @Test
    void whatNobodyAskedForIsRefused() {
        AnswerStream stream = stream(answer(source));
        stream.next();
        source.give("one");
        source.give("two");
        source.give("three");
        assertThat(source.cancelled).isEqualTo(1);
        stream.next();
        assertThat(told).containsExactly("one", "The source of a subscription publishes more than it was asked for");
    }

    /** After a stream is cancelled, nothing is reported. A source that starts after that is cancelled too. */
    @Test
    void aCancelledStreamIsSilent() {
        AnswerStream stream = stream(answer(source));
        stream.next();
        stream.cancel();
        source.give("late");
        source.subscriber.onComplete();
        assertThat(source.cancelled).isEqualTo(1);
        stream.onSubscribe(source);
        assertThat(source.cancelled).isEqualTo(2);
        assertThat(told).isEmpty();
    }

    private AnswerStream stream(ExecutionResult result) {
        return new AnswerStream(result, new AnswerStream.Taker() {
            @Override
            public void answer(ExecutionResult answer) {
                told.add(answer.getData().toString());
            }

            @Override
            public void end(@Nullable Throwable failure) {
                told.add(failure == null ? "end" : failure.getMessage());
            }
        });
    }

    private static ExecutionResult answer(Object data) {
        return ExecutionResult.newExecutionResult().data(data).build();
    }

    private static final class Source implements Publisher<ExecutionResult>, Subscription {
        private @Nullable Subscriber<? super ExecutionResult> subscriber;
        private int asked;
        private int cancelled;

        @Override
        public void subscribe(Subscriber<? super ExecutionResult> given) {
            subscriber = given;
            given.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            asked += (int) count;
        }

        @Override
        public void cancel() {
            cancelled++;
        }

        private void give(String data) {
            subscriber.onNext(answer(data));
        }
    }
}
