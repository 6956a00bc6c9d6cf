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
 * Executes GraphQL operations. An operation runs on a lane if it can call a resolver; otherwise it runs at once on the
 * calling thread.
 *
 * <p>An application adds its own scalars, type resolvers and data fetchers by observing {@link RuntimeWiring.Builder}.
 *
 * <p><b>Threading:</b> any thread may call {@link #execute}, which does not block. {@link EngineAssembly} sets up the
 * engine on the thread that deploys.
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
     * @return the response; completed on the lane's thread once the transaction has ended
     */
    public CompletableFuture<ExecutionResult> execute(String query) {
        return execute(ExecutionInput.newExecutionInput(query)
                .dataLoaderRegistry(new DataLoaderRegistry())
                .build());
    }

    /**
     * Executes an operation. The data of a subscription's response is a {@link org.reactivestreams.Publisher} of
     * responses, one for each event.
     *
     * @param input the document with its variables and context; the request's loaders are added to its registry
     * @return the response; completed on the lane's thread once the transaction has ended
     * @throws RejectedExecutionException if no lane is available
     */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input) {
        PreparedOperation prepared = prepare(input);
        return prepared.isSubscription() ? subscribe(prepared, lanes.origin()) : execute(prepared, lanes::submit);
    }

    /**
     * Executes an operation in the context of the thread that received the request. Otherwise it works like {@link
     * #execute(ExecutionInput)}.
     *
     * @param prepared the operation, made by {@link #prepare}
     * @param origin the context of the thread that received the request
     */
    public CompletableFuture<ExecutionResult> execute(PreparedOperation prepared, RequestContext origin) {
        return prepared.isSubscription()
                ? subscribe(prepared, origin)
                : execute(prepared, operation -> lanes.submit(operation, origin));
    }

    /**
     * Executes an operation like {@link #execute(PreparedOperation, RequestContext)} and delivers deferred fragments
     * later. If fragments are deferred, the response is a {@link graphql.incremental.IncrementalExecutionResult}. It is
     * completed as soon as the parts that are not deferred are complete. Its publisher of deferred fragments accepts
     * one subscriber. When the subscriber cancels, the request ends.
     *
     * @param prepared the operation, made by {@link #prepare}
     * @param origin the context of the thread that received the request
     */
    public CompletableFuture<ExecutionResult> executeInParts(PreparedOperation prepared, RequestContext origin) {
        if (!settings.get(DoorSetting.DEFER) || isAllOrNothing() || prepared.isSubscription()) {
            return execute(prepared, origin);
        }
        DeferredParts increments = new DeferredParts(lanes::execute);
        return execute(prepared, operation -> increments.of(lanes.submit(operation.deferring(increments), origin)));
    }

    /**
     * Executes the queries and mutations of one request on one lane, with the same loaders. If one of them is a
     * mutation, they run one after the other.
     *
     * @param prepared the operations, made by {@link #prepare}, each for one execution
     * @param origin the context of the thread that received the request
     * @return the responses, in the order of the operations; cancelling one may cancel all
     * @throws RejectedExecutionException if no lane is available
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
     * Prepares an operation. Call it once for each request, before any decision about the request.
     *
     * @param input the document with its variables and context; the request's loaders are added to its registry
     */
    public PreparedOperation prepare(ExecutionInput input) {
        return parts().prepare(input);
    }

    /** Returns the errors of a document that does not parse, is not valid, or exceeds a limit. */
    public List<GraphQLError> check(String document) {
        return parts().documents().errors(document);
    }

    /** Returns the schema that is served. */
    public GraphQLSchema schema() {
        return parts().graphQL().getGraphQLSchema();
    }

    /** Calls the subscription's source on this thread, in the context of the thread that received the request. */
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

    /** Returns the roles that protected fields require, as far as they are known at deployment. */
    public Set<String> roles() {
        return parts().roles();
    }

    private void identify(PreparedOperation prepared) {
        EngineOperation.identify(prepared.input(), () -> identities.current(roles()));
    }

    EntityLoaderRegistry loaders() {
        return parts().loaders();
    }

    /** Sets the engine's parts. Called once, if the deployment found no fault. */
    void deploy(EngineParts made) {
        parts = made;
    }

    private EngineParts parts() {
        return Objects.requireNonNull(parts, "the engine is not deployed");
    }
}
