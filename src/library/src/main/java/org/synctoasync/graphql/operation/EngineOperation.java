package org.synctoasync.graphql.operation;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExperimentalApi;
import graphql.GraphQL;
import graphql.incremental.IncrementalExecutionResult;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Identity;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Operation;
import org.synctoasync.execution.Statistics;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.graphql.error.AccessDeniedError;
import org.synctoasync.graphql.loading.CurrentRequest;
import org.synctoasync.graphql.loading.EntityLoader;
import org.synctoasync.graphql.loading.RequestLoaders;

/**
 * One GraphQL operation on a lane: the engine executes it with the loaders of its request.
 *
 * <p><b>Threading:</b> belongs to the lane's thread. Parallel tasks only read the loaders, which are set before any
 * task starts.
 */
public final class EngineOperation implements Operation<ExecutionResult>, CurrentRequest {
    private final GraphQL graphQL;
    private final PreparedOperation operation;
    private final List<EntityLoader<?, ?>> known;
    private final boolean allOrNothing;
    private final @Nullable RepeatedStatements repeated;
    private @Nullable RequestLoaders loaders;
    private @Nullable DeferredParts increments;

    /**
     * Makes an operation.
     *
     * @param allOrNothing whether any error rolls back all writes
     * @param repeated detects repeated statements in the request's statistics, and the response reports the statistics;
     *     null if statistics are off
     */
    public EngineOperation(
            GraphQL graphQL,
            PreparedOperation operation,
            List<EntityLoader<?, ?>> known,
            boolean allOrNothing,
            @Nullable RepeatedStatements repeated) {
        this.graphQL = graphQL;
        this.operation = operation;
        this.known = known;
        this.allOrNothing = allOrNothing;
        this.repeated = repeated;
    }

    /**
     * Delivers deferred fragments one by one. Without this call, the response contains them as if they were not
     * deferred.
     */
    public EngineOperation deferring(DeferredParts taker) {
        increments = taker;
        return this;
    }

    /**
     * Starts the engine. An operation inside another one shares its loaders, including the values that they have
     * loaded.
     */
    @Override
    public CompletionStage<ExecutionResult> start(Lane lane) {
        CurrentRequest outer = CurrentRequest.of(lane);
        loaders = outer == null || outer == this
                ? ownLoaders(lane)
                : outer.loaders().sharedWith(known, operation.input());
        operation.input().getGraphQLContext().put(ExperimentalApi.ENABLE_INCREMENTAL_SUPPORT, increments != null);
        return operation
                .execute(graphQL)
                .thenApply(AccessDeniedError::honest)
                .thenCompose(this::whole)
                .thenApply(this::honest);
    }

    /** Completes the response when its last part has arrived. The lane runs until then. */
    private CompletionStage<ExecutionResult> whole(ExecutionResult answer) {
        return increments != null && answer instanceof IncrementalExecutionResult first
                ? increments.take(first)
                : CompletableFuture.completedFuture(answer);
    }

    @Override
    public boolean dispatch() {
        return loaders().dispatch();
    }

    @Override
    public boolean keeps(ExecutionResult answer) {
        return !allOrNothing || answer.getErrors().isEmpty();
    }

    @Override
    public boolean isAllOrNothing() {
        return allOrNothing;
    }

    @Override
    public boolean isClean(ExecutionResult answer) {
        return answer.getErrors().isEmpty();
    }

    @Override
    public ExecutionResult finish(ExecutionResult answer, Statistics statistics) {
        if (repeated == null) {
            return answer;
        }
        repeated.check(statistics);
        return Costs.addTo(answer, statistics);
    }

    /**
     * Adds the user to an input that has none. An operation inside another one gets the user of the outer operation.
     *
     * @param otherwise supplies the user of an operation that is not inside another one
     */
    public static void identify(ExecutionInput input, Supplier<Identity> otherwise) {
        if (!input.getGraphQLContext().hasKey(Identity.class)) {
            CurrentRequest outer = CurrentRequest.current();
            Identity user = outer == null ? otherwise.get() : outer.identity();
            input.getGraphQLContext().put(Identity.class, user);
        }
    }

    /** Makes new loaders and adds them to the input's registry. */
    RequestLoaders ownLoaders(Lane lane) {
        return new RequestLoaders(known, lane, operation.input());
    }

    @Override
    public Identity identity() {
        return operation.input().getGraphQLContext().getOrDefault(Identity.class, Identity.NOBODY);
    }

    @Override
    public RequestLoaders loaders() {
        return Objects.requireNonNull(loaders, "the operation has not started");
    }

    /** Removes the data from the response if the writes are rolled back. */
    private ExecutionResult honest(ExecutionResult answer) {
        return keeps(answer) || !answer.isDataPresent() ? answer : answer.transform(builder -> builder.data(null));
    }
}
