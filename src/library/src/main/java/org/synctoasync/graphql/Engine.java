package org.synctoasync.graphql;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
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
import org.synctoasync.execution.RequestContext;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.graphql.error.AccessDeniedError;
import org.synctoasync.graphql.loading.EntityLoaderRegistry;
import org.synctoasync.graphql.operation.DeferredParts;
import org.synctoasync.graphql.operation.EngineOperation;
import org.synctoasync.graphql.operation.OperationBatch;
import org.synctoasync.graphql.operation.OperationBatchAnswers;
import org.synctoasync.graphql.operation.Subscriptions;

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
        PreparedOperation prepared = prepare(input);
        return prepared.isSubscription() ? subscribe(prepared, lanes.origin()) : execute(prepared, lanes::submit);
    }

    /**
     * Executes an operation in the context of the thread that made an origin; otherwise as {@link #execute(ExecutionInput)}.
     *
     * @param prepared made by {@link #prepare}
     * @param origin what the thread had that brought the request
     */
    public CompletableFuture<ExecutionResult> execute(PreparedOperation prepared, RequestContext origin) {
        return prepared.isSubscription()
                ? subscribe(prepared, origin)
                : execute(prepared, operation -> lanes.submit(operation, origin));
    }

    /**
     * Executes an operation as {@link #execute(PreparedOperation, RequestContext)} does, but where fragments are deferred, the answer is a
     * {@link graphql.incremental.IncrementalExecutionResult} and comes as soon as the rest of it is there; the deferred ones are for one
     * subscriber. When it cancels, the request ends.
     *
     * @param prepared made by {@link #prepare}
     * @param origin what the thread had that brought the request
     */
    public CompletableFuture<ExecutionResult> executeInParts(PreparedOperation prepared, RequestContext origin) {
        if (!settings.get(DoorSetting.DEFER) || isAllOrNothing() || prepared.isSubscription()) {
            return execute(prepared, origin);
        }
        DeferredParts increments = new DeferredParts(lanes::execute);
        return execute(prepared, operation -> increments.of(lanes.submit(operation.deferring(increments), origin)));
    }

    /**
     * Executes queries and mutations of one request on one lane, with the same loaders; where there is a mutation, one after the other.
     *
     * @param prepared made by {@link #prepare}, each for one execution
     * @param origin what the thread had that brought the request
     * @return the answers, in the order of the operations; cancelling one may cancel all
     * @throws RejectedExecutionException if no lane can be had
     */
    public List<CompletableFuture<ExecutionResult>> executeTogether(
            List<PreparedOperation> prepared, RequestContext origin) {
        List<PreparedOperation> sharing = prepared.stream()
                .filter(each -> each.needsLane() && !each.isSubscription())
                .toList();
        if (isAllOrNothing() || sharing.size() < 2) {
            return prepared.stream().map(each -> alone(each, origin)).toList();
        }
        sharing.forEach(this::identify);
        boolean inTurn = sharing.stream().anyMatch(PreparedOperation::isMutation);
        List<EngineOperation> operations = sharing.stream().map(this::onLane).toList();
        Iterator<CompletableFuture<ExecutionResult>> shared = OperationBatchAnswers.apart(
                        operations.size(), lanes.submit(new OperationBatch(operations, inTurn), origin))
                .iterator();
        return prepared.stream()
                .map(each -> sharing.contains(each) ? shared.next() : alone(each, origin))
                .toList();
    }

    private CompletableFuture<ExecutionResult> alone(PreparedOperation prepared, RequestContext origin) {
        try {
            return execute(prepared, origin.again());
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private CompletableFuture<ExecutionResult> execute(
            PreparedOperation prepared, Function<EngineOperation, CompletableFuture<ExecutionResult>> submit) {
        if (prepared.isRefused()) {
            return prepared.refusal();
        }
        identify(prepared);
        return prepared.needsLane()
                ? submit.apply(onLane(prepared))
                : prepared.execute(parts().graphQL()).thenApply(AccessDeniedError::honest);
    }

    /**
     * Prepares an operation: once for each request, before anything is decided about it.
     *
     * @param input the document with its variables and context; its registry takes the request's loaders
     */
    public PreparedOperation prepare(ExecutionInput input) {
        return parts().prepare(input);
    }

    /** The errors of a document: it does not parse, is not valid, or exceeds a limit. */
    public List<GraphQLError> check(String document) {
        return parts().documents().errors(document);
    }

    /** The schema that is served. */
    public GraphQLSchema schema() {
        return parts().graphQL().getGraphQLSchema();
    }

    /** The source is called on this thread, but as the one that brought the request. */
    private CompletableFuture<ExecutionResult> subscribe(PreparedOperation prepared, RequestContext origin) {
        return origin.again()
                .call(() -> {
                    identify(prepared);
                    return prepared.execute(parts().graphQL());
                })
                .thenApply(AccessDeniedError::honest)
                .thenApply(subscribed -> Subscriptions.each(
                        subscribed, prepared, event -> event(event, origin), parts().failures()::ofSource));
    }

    private CompletableFuture<ExecutionResult> event(PreparedOperation event, RequestContext origin) {
        return execute(
                event, operation -> parts().events().execute(() -> lanes.submitPatiently(operation, origin.again())));
    }

    private EngineOperation onLane(PreparedOperation prepared) {
        return new EngineOperation(
                parts().graphQL(), prepared, parts().loaders().all(), isAllOrNothing(), parts().repeated());
    }

    private boolean isAllOrNothing() {
        return settings.get(Setting.TRANSACTION) == TransactionScope.REQUEST;
    }

    /** The roles that protected fields are known to ask for. */
    public Set<String> roles() {
        return parts().roles();
    }

    private void identify(PreparedOperation prepared) {
        EngineOperation.identify(prepared.input(), () -> identities.current(roles()));
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
