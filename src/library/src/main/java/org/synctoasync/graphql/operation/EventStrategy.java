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
 * Executes a subscription. For a new subscription it makes the stream of the source's events. For an event it executes
 * the selection as for a query (GraphQL, section 6.2.3.2).
 *
 * <p><b>Threading:</b> called on the subscribing thread, and on the lane of each event. Stateless.
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
