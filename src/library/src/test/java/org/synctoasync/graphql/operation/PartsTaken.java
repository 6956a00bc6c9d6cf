package org.synctoasync.graphql.operation;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.incremental.DelayedIncrementalPartialResult;
import graphql.incremental.IncrementalExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Takes the parts of a response with deferred fragments, one after the other. */
public final class PartsTaken implements Subscriber<DelayedIncrementalPartialResult> {
    private final BlockingQueue<Map<String, Object>> parts = new LinkedBlockingQueue<>();
    private final IncrementalExecutionResult first;
    private final AtomicInteger told = new AtomicInteger();
    private Subscription subscription;

    private PartsTaken(IncrementalExecutionResult first) {
        this.first = first;
    }

    public static PartsTaken of(CompletableFuture<ExecutionResult> answer) throws Exception {
        ExecutionResult first = answer.get(20, TimeUnit.SECONDS);
        assertThat(first).isInstanceOf(IncrementalExecutionResult.class);
        PartsTaken taken = new PartsTaken((IncrementalExecutionResult) first);
        taken.first.getIncrementalItemPublisher().subscribe(taken);
        return taken;
    }

    public ExecutionResult first() {
        return first;
    }

    void cancel() {
        subscription.cancel();
    }

    /** The number of parts that have arrived. */
    int told() {
        return told.get();
    }

    /** The parts that have arrived and were not taken. */
    List<Map<String, Object>> come() {
        return List.copyOf(parts);
    }

    Map<String, Object> next() throws InterruptedException {
        Map<String, Object> part = parts.poll(20, TimeUnit.SECONDS);
        assertThat(part).as("a part").isNotNull();
        return part;
    }

    public List<Map<String, Object>> all() throws InterruptedException {
        List<Map<String, Object>> all = new ArrayList<>();
        do {
            all.add(next());
        } while (all.get(all.size() - 1).get("hasNext").equals(true));
        return all;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(DelayedIncrementalPartialResult part) {
        told.incrementAndGet();
        parts.add(part.toSpecification());
        subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
