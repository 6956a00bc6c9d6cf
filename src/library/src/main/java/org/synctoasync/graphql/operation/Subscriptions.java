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
 * Maps the events of a source to the responses of a subscription. Each event is executed separately, with its own
 * context and loaders. Responses keep the order of the events. No more events are requested from the source than the
 * client requests responses.
 *
 * <p><b>Threading:</b> stateless. Events arrive on the source's threads and are executed on lanes.
 */
public final class Subscriptions {
    private Subscriptions() {}

    /**
     * Replaces the engine's stream of responses by one that executes each event with a given function.
     *
     * @param subscribed the engine's result of the subscription; returned unchanged if it contains only errors
     * @param operation the subscription, which is executed again for each event
     * @param execute executes one event
     * @param errors converts the source's failure to the error that the client receives
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
