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
 * Wraps a fetcher so that an {@link Error} fails only its field. The engine catches only exceptions, and an error would
 * end the whole operation. A stage that a getter returns is awaited on the lane; the stages of other fetchers are
 * already on the lane.
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

    /** Wraps a fetcher. */
    static DataFetcher<?> of(DataFetcher<?> fetcher, String field) {
        return fetcher instanceof LightDataFetcher<?> light
                ? new Light(light, field)
                : new CatchingFetcher(fetcher, field);
    }

    /** Wraps all fetchers of a schema, except those of subscriptions' sources, which return publishers. */
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

    /** The wrapped fetcher; the given fetcher if it is not wrapped. */
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
        if (value instanceof CompletionStage<?>) {
            // a lane counts adopted stages as pending elsewhere, so it must not adopt its own
            return isProperty ? Results.onLane(field, value) : value;
        }
        if (value instanceof Publisher<?> || value instanceof Flow.Publisher<?>) {
            throw new IllegalStateException(field + " got a " + value.getClass().getName()
                    + ", and only subscriptions subscribe to publishers; return the value, or a CompletionStage of it");
        }
        return value;
    }

    /** Carries an error through the engine. It does not copy the error's message, because reading it may throw. */
    private static final class Thrown extends CompletionException {
        private static final long serialVersionUID = 1L;

        Thrown(Error error) {
            super("A resolver has thrown an error", error);
        }
    }

    /** Wraps a property fetcher, which the engine calls without an environment. */
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
