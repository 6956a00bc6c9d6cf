package org.synctoasync.graphql.operation;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.reactive.CompletionStageMappingOrderedPublisher;
import graphql.execution.reactive.SubscriptionPublisher;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoaderRegistry;
import org.reactivestreams.Publisher;
import org.synctoasync.graphql.document.PreparedOperation;
import org.synctoasync.graphql.type.SubscriptionEvent;

/**
 * Makes of a source's events the answers of a subscription: each event is executed by itself, in the order of events, with a
 * context and loaders of its own. Nothing is asked of the source beyond what is asked of the answers.
 *
 * <p><b>Threading:</b> stateless. Events are taken on the source's threads and executed on lanes.
 */
public final class Subscriptions {
    private Subscriptions() {}

    /**
     * Replaces the engine's stream of answers by one that executes each event as told.
     *
     * @param subscribed what the engine made of the subscription; left alone if it has only errors
     * @param operation the subscription, which each event executes again
     * @param execute executes one event
     * @param errors tells what may be told of the source's failure
     */
    public static ExecutionResult each(
            ExecutionResult subscribed,
            PreparedOperation operation,
            Function<PreparedOperation, CompletableFuture<ExecutionResult>> execute,
            Function<Throwable, GraphQLError> errors) {
        if (!(subscribed.getData() instanceof SubscriptionPublisher stream)) {
            return subscribed;
        }
        Publisher<Object> events = stream.getUpstreamPublisher();
        Publisher<ExecutionResult> answers = subscriber -> {
            RunningEvents inFlight = new RunningEvents(subscriber, errors);
            new CompletionStageMappingOrderedPublisher<>(
                            events,
                            event -> inFlight.add(
                                    execute.apply(operation.with(of(new SubscriptionEvent(event), operation.input())))))
                    .subscribe(inFlight);
        };
        return subscribed.transform(builder -> builder.data(answers));
    }

    private static ExecutionInput of(SubscriptionEvent event, ExecutionInput subscription) {
        Map<Object, Object> context = new HashMap<>();
        subscription.getGraphQLContext().stream().forEach(entry -> context.put(entry.getKey(), entry.getValue()));
        context.put(SubscriptionEvent.class, event);
        return ExecutionInput.newExecutionInput(subscription.getQuery())
                .operationName(subscription.getOperationName())
                .variables(subscription.getRawVariables().toMap())
                .extensions(subscription.getExtensions())
                .locale(subscription.getLocale())
                .graphQLContext(context)
                .dataLoaderRegistry(new DataLoaderRegistry())
                .build();
    }
}
