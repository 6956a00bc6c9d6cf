package org.synctoasync.graphql;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A value that a loader will bring. A resolver that blocked on it would wait for a batch that is sent only once the
 * resolver has returned; so blocking is refused, with the remedy, where it would never end.
 *
 * <p><b>Threading:</b> completed on the lane's thread.
 */
final class LaneFuture<T> extends CompletableFuture<T> {
    void follow(CompletionStage<T> load) {
        load.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(failure);
            }
        });
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new LaneFuture<>();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        refuseToHang();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToHang();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        refuseToHang();
        return super.join();
    }

    private void refuseToHang() {
        if (!isDone()) {
            throw new IllegalStateException("A resolver blocks on a loader's value, which comes only after the resolver"
                    + " has returned; return the CompletableFuture, or what thenApply makes of it");
        }
    }
}
