package org.synctoasync.graphql;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.lang.reflect.ParameterizedType;
import java.util.Objects;
import org.dataloader.DataLoader;
import org.synctoasync.graphql.loading.EntityLoader;
import org.synctoasync.graphql.loading.InjectedDataLoader;
import org.synctoasync.graphql.loading.RequestLoaders;
import org.synctoasync.graphql.type.JavaTypes;

/**
 * Makes the request's loader of an entity injectable into a bean of any scope:
 * {@code @Inject DataLoader<Long, Book> books}.
 *
 * <p><b>Threading:</b> stateless. The injected loader finds the request by the calling thread.
 */
@ApplicationScoped
class LoaderProducer {
    @Inject
    private Engine engine;

    /** Makes a loader that delegates each call to the current request's loader of the injection point's entity. */
    @Produces
    @SuppressWarnings("unchecked") // V and K were checked at deployment against the entity and its id
    <K, V> DataLoader<K, V> loader(InjectionPoint point) {
        Class<?> entity = JavaTypes.classOf(((ParameterizedType) point.getType()).getActualTypeArguments()[1]);
        String name = entity == null ? point.getType().getTypeName() : entity.getSimpleName();
        return new InjectedDataLoader<>(
                name,
                () -> RequestLoaders.current()
                        .get(((EntityLoader<K, V>)
                                        Objects.requireNonNull(engine.loaders().find(entity), name))
                                .function()));
    }
}
