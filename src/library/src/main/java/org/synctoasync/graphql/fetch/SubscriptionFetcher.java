package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.synctoasync.graphql.type.SubscriptionEvent;

/**
 * Fetches a subscription's root field: the source of its events or, while an event is executed, that event.
 *
 * <p><b>Threading:</b> called on the thread that subscribes, and on the lane's thread of each event. Immutable.
 */
public final class SubscriptionFetcher implements DataFetcher<@Nullable Object> {
    private final DataFetcher<?> source;

    public SubscriptionFetcher(DataFetcher<?> source) {
        this.source = source;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        SubscriptionEvent event = environment.getGraphQlContext().get(SubscriptionEvent.class);
        return event == null ? source.get(environment) : event.payload();
    }
}
