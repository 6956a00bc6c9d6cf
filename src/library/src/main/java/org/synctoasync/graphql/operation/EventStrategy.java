package org.synctoasync.graphql.operation;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.SubscriptionExecutionStrategy;
import java.util.concurrent.CompletableFuture;
import org.synctoasync.graphql.type.SubscriptionEvent;

/**
 * Executes a subscription: makes the stream of its source's events, or, when an event is there, that event as a query would be
 * (GraphQL, section 6.2.3.2).
 *
 * <p><b>Threading:</b> called on the thread that subscribes, and on the lane of each event. Stateless.
 */
public final class EventStrategy extends SubscriptionExecutionStrategy {
    private final AsyncExecutionStrategy ofEvent;

    public EventStrategy(DataFetcherExceptionHandler errors, AsyncExecutionStrategy ofEvent) {
        super(errors);
        this.ofEvent = ofEvent;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        return context.getGraphQLContext().hasKey(SubscriptionEvent.class)
                ? ofEvent.execute(context, parameters)
                : super.execute(context, parameters);
    }
}
