package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes the answers of operations that run on one lane apart.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
public final class OperationBatchAnswers {
    private OperationBatchAnswers() {}

    /**
     * The answer of each operation.
     *
     * @param count how many there are
     * @param all brings their answers; cancelling one of them cancels it, and so all
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

    /** One answer of several. */
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
