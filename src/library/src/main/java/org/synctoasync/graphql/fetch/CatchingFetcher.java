package org.synctoasync.graphql.fetch;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.synctoasync.graphql.access.GuardedFetcher;
import org.synctoasync.graphql.type.RootTypes;

/**
 * Stands before what fetches a field, so that an {@link Error} is the failure of that field alone: the engine catches exceptions only, and
 * an error would end the whole operation. A stage that a getter returns is awaited on the lane; the other fetchers' stages already are.
 *
 * <p><b>Threading:</b> called on the engine's thread. Immutable.
 */
public class CatchingFetcher implements DataFetcher<@Nullable Object> {
    private final DataFetcher<?> fetcher;
    private final String field;
    private final boolean isProperty;

    private CatchingFetcher(DataFetcher<?> fetcher, String field) {
        this.fetcher = fetcher;
        this.field = field;
        this.isProperty = GuardedFetcher.behind(fetcher) instanceof TrivialDataFetcher;
    }

    /** What stands before a fetcher. */
    static DataFetcher<?> of(DataFetcher<?> fetcher, String field) {
        return fetcher instanceof LightDataFetcher<?> light
                ? new Light(light, field)
                : new CatchingFetcher(fetcher, field);
    }

    /** All fetchers of a schema with this before each, except those of subscriptions' sources, which are publishers. */
    public static GraphQLCodeRegistry before(GraphQLSchema schema, Map<FieldCoordinates, DataFetcher<?>> fetchers) {
        return schema.getCodeRegistry()
                .transform(builder -> RootTypes.withFields(schema)
                        .forEach(type -> type.getFieldDefinitions().forEach(field -> {
                            FieldCoordinates at = FieldCoordinates.coordinates(type, field);
                            DataFetcher<?> fetcher = fetchers.getOrDefault(at, RootTypes.property(schema, at));
                            builder.dataFetcher(
                                    at, type == schema.getSubscriptionType() ? fetcher : of(fetcher, at.toString()));
                        })));
    }

    /** The fetcher behind this one; the same where it stands before none. */
    public static DataFetcher<?> behind(DataFetcher<?> fetcher) {
        return fetcher instanceof CatchingFetcher catching ? catching.fetcher : fetcher;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        try {
            return awaited(fetcher.get(environment));
        } catch (Error error) {
            throw new Thrown(error);
        }
    }

    final @Nullable Object awaited(@Nullable Object value) {
        if (value
                instanceof
                CompletionStage<?>) { // a lane counts what it awaits of others: its own would seem to come by itself
            return isProperty ? Results.onLane(field, value) : value;
        }
        if (value instanceof Publisher<?> || value instanceof Flow.Publisher<?>) {
            throw new IllegalStateException(field + " got a " + value.getClass().getName()
                    + ", and only subscriptions subscribe to publishers; return the value, or a CompletionStage of it");
        }
        return value;
    }

    /** Carries an error through the engine. It does not take the error's message, which may throw. */
    private static final class Thrown extends CompletionException {
        private static final long serialVersionUID = 1L;

        Thrown(Error error) {
            super("A resolver has thrown an error", error);
        }
    }

    /** Stands before a property, which the engine fetches without an environment. */
    private static final class Light extends CatchingFetcher implements LightDataFetcher<@Nullable Object> {
        private final LightDataFetcher<?> property;

        Light(LightDataFetcher<?> property, String field) {
            super(property, field);
            this.property = property;
        }

        @Override
        public @Nullable Object get(
                GraphQLFieldDefinition definition, Object source, Supplier<DataFetchingEnvironment> environment)
                throws Exception {
            try {
                return awaited(property.get(definition, source, environment));
            } catch (Error error) {
                throw new Thrown(error);
            }
        }
    }
}
