package org.synctoasync.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.synctoasync.execution.Lane;
import org.synctoasync.execution.Operation;

/**
 * One GraphQL operation as a lane runs it: the engine, with loaders of the request's own.
 *
 * <p><b>Threading:</b> belongs to the lane's thread; parallel tasks only read the loaders, which are set before any starts.
 */
final class EngineOperation implements Operation<ExecutionResult> {
    private final GraphQL graphQL;
    private final ExecutionInput input;
    private final List<EntityLoader<?, ?>> known;
    private @Nullable RequestLoaders loaders;

    EngineOperation(GraphQL graphQL, ExecutionInput input, List<EntityLoader<?, ?>> known) {
        this.graphQL = graphQL;
        this.input = input;
        this.known = known;
    }

    @Override
    public CompletionStage<ExecutionResult> start(Lane lane) {
        loaders = new RequestLoaders(known, lane, input);
        return graphQL.executeAsync(input);
    }

    @Override
    public boolean dispatch() {
        return loaders().dispatch();
    }

    RequestLoaders loaders() {
        return Objects.requireNonNull(loaders, "the operation has not started");
    }
}
