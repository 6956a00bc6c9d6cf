package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Operation;
import org.synctoasync.execution.Statistics;
import org.synctoasync.graphql.error.Failure;
import org.synctoasync.graphql.loading.CurrentRequest;
import org.synctoasync.graphql.loading.RequestLoaders;

/**
 * Several GraphQL operations of one request. They run on one lane with the same loaders, so that one statement can load
 * for all of them.
 *
 * <p><b>Threading:</b> belongs to the lane's thread.
 */
public final class OperationBatch implements Operation<List<ExecutionResult>>, CurrentRequest {
    private final List<EngineOperation> operations;
    private final boolean inTurn;
    private final List<EngineOperation> begun = new ArrayList<>();
    private @Nullable RequestLoaders loaders;

    /**
     * Makes a batch.
     *
     * @param inTurn true if each operation starts after the response of the previous one is complete; false if all
     *     start together
     */
    public OperationBatch(List<EngineOperation> operations, boolean inTurn) {
        this.operations = List.copyOf(operations);
        this.inTurn = inTurn;
    }

    @Override
    public CompletionStage<List<ExecutionResult>> start(Lane lane) {
        loaders = operations.get(0).ownLoaders(lane);
        return inTurn ? inTurn(lane, 0, new ArrayList<>()) : atOnce(lane);
    }

    private CompletionStage<List<ExecutionResult>> atOnce(Lane lane) {
        List<CompletableFuture<ExecutionResult>> answers =
                operations.stream().map(operation -> begin(lane, operation)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(
                        nothing -> answers.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<List<ExecutionResult>> inTurn(Lane lane, int next, List<ExecutionResult> answers) {
        return next == operations.size()
                ? CompletableFuture.completedFuture(answers)
                : begin(lane, operations.get(next)).thenCompose(answer -> {
                    answers.add(answer);
                    return inTurn(lane, next + 1, answers);
                });
    }

    /** Starts one operation. If it cannot be executed, its response is an error, and the other operations go on. */
    private CompletableFuture<ExecutionResult> begin(Lane lane, EngineOperation operation) {
        begun.add(operation);
        CompletableFuture<ExecutionResult> answer;
        try {
            answer = operation.start(lane).toCompletableFuture();
        } catch (Throwable failure) {
            answer = CompletableFuture.failedFuture(failure);
        }
        return answer.exceptionally(Failure::response);
    }

    /** Dispatches the shared loaders and the loaders that an application added to the inputs. */
    @Override
    public boolean dispatch() {
        boolean sent = loaders().dispatch();
        for (EngineOperation operation : List.copyOf(begun)) {
            sent |= operation.dispatch();
        }
        return sent;
    }

    @Override
    public boolean isClean(List<ExecutionResult> answers) {
        return answers.stream().allMatch(answer -> answer.getErrors().isEmpty());
    }

    @Override
    public List<ExecutionResult> finish(List<ExecutionResult> answers, Statistics statistics) {
        return answers.stream()
                .map(answer -> operations.get(0).finish(answer, statistics))
                .toList();
    }

    @Override
    public RequestLoaders loaders() {
        return Objects.requireNonNull(loaders, "the operation has not started");
    }

    @Override
    public Identity identity() {
        return operations.get(0).identity();
    }
}
