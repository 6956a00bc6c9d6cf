package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Splits the response of a batch of operations into one response for each operation.
 *
 * <p><b>Threading:</b> any thread may use it.
 */
public final class OperationBatchAnswers {
    private OperationBatchAnswers() {}

    /**
     * Returns the response of each operation.
     *
     * @param count the number of operations
     * @param all completes with the responses of all operations; cancelling one returned response cancels all of them
     */
    public static List<CompletableFuture<ExecutionResult>> apart(
            int count, CompletableFuture<List<ExecutionResult>> all) {
        List<CompletableFuture<ExecutionResult>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(new Share(all));
        }
        all.whenComplete((results, failure) -> {
                    for (int i = 0; i < count; i++) {
                        if (failure == null) {
                            answers.get(i).complete(results.get(i));
                        } else {
                            answers.get(i).completeExceptionally(failure);
                        }
                    }
                })
                .exceptionally(told -> List.of());
        return answers;
    }

    /** The response of one operation of the batch. */
    private static final class Share extends CompletableFuture<ExecutionResult> {
        private final CompletableFuture<?> all;

        Share(CompletableFuture<?> all) {
            this.all = all;
        }

        @Override
        public boolean cancel(boolean interrupting) {
            all.cancel(interrupting);
            return super.cancel(interrupting);
        }
    }
}
