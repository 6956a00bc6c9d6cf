package org.synctoasync.graphql.fetch;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLFieldDefinition;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.synctoasync.deployment.Faults;
import org.synctoasync.graphql.error.Mismatch;
import org.synctoasync.graphql.type.OutputTypes;
import org.synctoasync.model.Caller;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.ResolverMethod;
import org.synctoasync.resolver.Batch;

/**
 * The fields that {@link Batch} methods resolve. The types of their keys are known only after the Java types have been
 * followed.
 *
 * <p><b>Threading:</b> confined to the deploying thread.
 */
public final class BatchFields {
    private final ModelLoaders models;
    private final Parameters parameters;
    private final Caller caller;
    private final Faults faults;
    private final List<Pending> pending = new ArrayList<>();

    /** A method whose keys are not known yet. */
    private record Pending(ResolverMethod resolver, BatchShape shape, List<Parameters.Binding> arguments) {}

    public BatchFields(ModelLoaders models, Parameters parameters, Caller caller, Faults faults) {
        this.models = models;
        this.parameters = parameters;
        this.caller = caller;
        this.faults = faults;
    }

    public static boolean isOne(ResolverMethod resolver) {
        return resolver.method().isAnnotationPresent(Batch.class);
    }

    /** Adds a field and returns the type of its value; null if the method has a fault. */
    public @Nullable Type add(ResolverMethod resolver, GraphQLFieldDefinition field, List<String> misfits) {
        try {
            BatchShape shape = BatchShape.of(resolver.method());
            if (List.of(resolver.method().getParameterTypes()).contains(DataFetchingEnvironment.class)) {
                throw new Mismatch("a DataFetchingEnvironment is one object's, and the method is called for many");
            }
            pending.add(new Pending(resolver, shape, parameters.bind(resolver, 1, field, misfits)));
            return shape.value();
        } catch (Mismatch mismatch) {
            misfits.add(mismatch.reason());
            return null;
        }
    }

    /** Makes the fetchers, once the classes of the objects that the fields belong to are known. */
    public void complete(OutputTypes types, BiConsumer<FieldCoordinates, DataFetcher<?>> use) {
        for (Pending method : pending) {
            ResolverMethod resolver = method.resolver();
            Batch batch = Objects.requireNonNull(resolver.method().getAnnotation(Batch.class));
            try {
                BatchKeys keys = BatchKeys.of(method.shape(), batch.key(), types.classes(resolver.type()), models);
                use.accept(
                        FieldCoordinates.coordinates(resolver.type(), resolver.field()),
                        new BatchFetcher(resolver, method.shape(), method.arguments(), keys, caller));
            } catch (Mismatch mismatch) {
                faults.add(resolver.describe() + " cannot be called for " + resolver.coordinate() + ": "
                        + mismatch.reason() + ".");
            }
        }
    }

    /** The fields that batch methods resolve. */
    public Set<FieldCoordinates> fields() {
        return pending.stream()
                .map(Pending::resolver)
                .map(resolver -> FieldCoordinates.coordinates(resolver.type(), resolver.field()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
