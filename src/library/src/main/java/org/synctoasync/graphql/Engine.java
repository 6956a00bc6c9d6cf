package org.synctoasync.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.DoorSetting;
import org.synctoasync.deployment.Setting;
import org.synctoasync.deployment.Setting.TransactionScope;
import org.synctoasync.deployment.Settings;
import org.synctoasync.execution.Identities;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.Origin;

/**
 * Executes GraphQL operations: on a lane, or at once where no resolver is called.
 *
 * <p>An application adds scalars, type resolvers and data fetchers of its own by observing {@link RuntimeWiring.Builder}.
 *
 * <p><b>Threading:</b> {@link #execute} may be called by any thread and does not block; set up on the thread that deploys, by {@link EngineAssembly}.
 */
@ApplicationScoped
public class Engine {
    @Inject
    private Lanes lanes;

    @Inject
    private Settings settings;

    @Inject
    private Identities identities;

    private @Nullable EngineParts parts;

    /**
     * Executes an operation without variables.
     *
     * @param query the document
     * @return the answer; completed on the lane's thread once the transaction has ended
     */
    public CompletableFuture<ExecutionResult> execute(String query) {
        return execute(ExecutionInput.newExecutionInput(query)
                .dataLoaderRegistry(new DataLoaderRegistry())
                .build());
    }

    /**
     * Executes an operation. The data of a subscription's answer is a {@link org.reactivestreams.Publisher} of answers, one for
     * each event.
     *
     * @param input the document with its variables and context; its registry takes the request's loaders
     * @return the answer; completed on the lane's thread once the transaction has ended
     * @throws RejectedExecutionException if no lane can be had
     */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input) {
        return isSubscription(input) ? subscribe(input, lanes.origin()) : execute(input, lanes::submit);
    }

    /**
     * Executes an operation in the context of the thread that made an origin; otherwise as {@link #execute(ExecutionInput)}.
     *
     * @param input the document with its variables and context; its registry takes the request's loaders
     * @param origin what the thread had that brought the request
     */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input, Origin origin) {
        return isSubscription(input)
                ? subscribe(input, origin)
                : execute(input, operation -> lanes.submit(operation, origin));
    }

    /**
     * Executes an operation as {@link #execute(ExecutionInput, Origin)} does, but where fragments are deferred, the answer is a
     * {@link graphql.incremental.IncrementalExecutionResult} and comes as soon as the rest of it is there; the deferred ones are for one
     * subscriber. When it cancels, the request ends.
     *
     * @param input the document with its variables and context; its registry takes the request's loaders
     * @param origin what the thread had that brought the request
     */
    public CompletableFuture<ExecutionResult> executeInParts(ExecutionInput input, Origin origin) {
        if (!settings.get(DoorSetting.DEFER) || isAllOrNothing() || isSubscription(input)) {
            return execute(input, origin);
        }
        Increments increments = new Increments(lanes::execute);
        return execute(input, operation -> increments.of(lanes.submit(operation.deferring(increments), origin)));
    }

    /**
     * Executes queries and mutations of one request on one lane, with the same loaders; where there is a mutation, one after the other.
     *
     * @param inputs documents with their variables and contexts
     * @param origin what the thread had that brought the request
     * @return the answers, in the order of the inputs; cancelling one may cancel all
     * @throws RejectedExecutionException if no lane can be had
     */
    public List<CompletableFuture<ExecutionResult>> executeTogether(List<ExecutionInput> inputs, Origin origin) {
        List<ExecutionInput> sharing = inputs.stream().filter(this::needsLane).toList();
        if (isAllOrNothing() || sharing.size() < 2) {
            return inputs.stream().map(input -> alone(input, origin)).toList();
        }
        sharing.forEach(this::identify);
        boolean inTurn = sharing.stream().anyMatch(input -> operation(input) == Operation.MUTATION);
        List<EngineOperation> operations = sharing.stream().map(this::onLane).toList();
        Iterator<CompletableFuture<ExecutionResult>> shared = Together.apart(
                        operations.size(), lanes.submit(new TogetherOperation(operations, inTurn), origin))
                .iterator();
        return inputs.stream()
                .map(input -> sharing.contains(input) ? shared.next() : alone(input, origin))
                .toList();
    }

    private CompletableFuture<ExecutionResult> alone(ExecutionInput input, Origin origin) {
        try {
            return execute(input, origin.again());
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private boolean needsLane(ExecutionInput input) {
        return parts().excess(input) == null
                && parts().documents().prepare(input).needsLane(input);
    }

    private CompletableFuture<ExecutionResult> execute(
            ExecutionInput input, Function<EngineOperation, CompletableFuture<ExecutionResult>> submit) {
        identify(input);
        GraphQLError excess = parts().excess(input);
        if (excess != null) {
            return refused(excess);
        }
        return parts().documents().prepare(input).needsLane(input)
                ? submit.apply(onLane(input))
                : parts().graphQL().executeAsync(input).thenApply(RefusedError::honest);
    }

    /** The kind of operation that the input selects, also if it is not valid; null if the choice is not clear. */
    public @Nullable Operation operation(ExecutionInput input) {
        return parts().documents()
                .prepare(input)
                .selected(input)
                .map(OperationDefinition::getOperation)
                .orElse(null);
    }

    /** The errors of a document: it does not parse, is not valid, or exceeds a limit. */
    public List<GraphQLError> check(String document) {
        return parts().documents().errors(document);
    }

    /** Whether the input selects a subscription of a valid document. */
    public boolean isSubscription(ExecutionInput input) {
        return operation(input) == Operation.SUBSCRIPTION
                && parts().documents().prepare(input).isValid();
    }

    /** The schema that is served. */
    public GraphQLSchema schema() {
        return parts().graphQL().getGraphQLSchema();
    }

    private static CompletableFuture<ExecutionResult> refused(GraphQLError error) {
        return CompletableFuture.completedFuture(
                ExecutionResult.newExecutionResult().addError(error).build());
    }

    /** The source is called on this thread, but as the one that brought the request. */
    private CompletableFuture<ExecutionResult> subscribe(ExecutionInput input, Origin origin) {
        GraphQLError excess = parts().excess(input);
        if (excess != null) {
            return refused(excess);
        }
        return origin.again()
                .call(() -> {
                    identify(input);
                    return parts().graphQL().executeAsync(input);
                })
                .thenApply(RefusedError::honest)
                .thenApply(subscribed -> Subscriptions.each(
                        subscribed, input, event -> event(event, origin), parts().failures()::ofSource));
    }

    private CompletableFuture<ExecutionResult> event(ExecutionInput event, Origin origin) {
        return execute(
                event, operation -> parts().events().execute(() -> lanes.submitPatiently(operation, origin.again())));
    }

    private EngineOperation onLane(ExecutionInput input) {
        return new EngineOperation(
                parts().graphQL(), input, parts().loaders().all(), isAllOrNothing(), parts().repeated());
    }

    private boolean isAllOrNothing() {
        return settings.get(Setting.TRANSACTION) == TransactionScope.REQUEST;
    }

    /** The roles that protected fields are known to ask for. */
    public Set<String> roles() {
        return parts().roles();
    }

    private void identify(ExecutionInput input) {
        EngineOperation.identify(input, () -> identities.current(roles()));
    }

    EntityLoaderRegistry loaders() {
        return parts().loaders();
    }

    /** Called once, when all fits. */
    void deploy(EngineParts made) {
        parts = made;
    }

    private EngineParts parts() {
        return Objects.requireNonNull(parts, "the engine is not deployed");
    }
}
