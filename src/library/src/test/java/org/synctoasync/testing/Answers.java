package org.synctoasync.testing;

import graphql.ExecutionResult;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Takes the responses of a subscription. */
public final class Answers implements Subscriber<ExecutionResult> {
    private final BlockingQueue<ExecutionResult> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private Subscription subscription;

    /** The next response. */
    public ExecutionResult next() throws InterruptedException {
        ExecutionResult answer = received.poll(20, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer came");
        }
        return answer;
    }

    /** Whether no response is available. */
    public boolean isEmpty() {
        return received.isEmpty();
    }

    /** The failure that ended the stream. */
    public Throwable failure() throws InterruptedException {
        Throwable failure = failures.poll(20, TimeUnit.SECONDS);
        if (failure == null) {
            throw new AssertionError("no failure came");
        }
        return failure;
    }

    /** Ends the subscription. */
    public void cancel() {
        subscription.cancel();
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ExecutionResult answer) {
        received.add(answer);
    }

    @Override
    public void onError(Throwable failure) {
        failures.add(failure);
    }

    @Override
    public void onComplete() {}
}
