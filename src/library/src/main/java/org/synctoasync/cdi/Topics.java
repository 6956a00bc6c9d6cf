package org.synctoasync.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.synctoasync.execution.Lanes;
import org.synctoasync.execution.UnitOfWork;
import org.synctoasync.resolver.Topic;

/**
 * The topics of the application, one for each type of event.
 *
 * <p><b>Threading:</b> may be used by any thread.
 */
@ApplicationScoped
public class Topics {
    @Inject
    private UnitOfWork unitOfWork;

    @Inject
    private Lanes lanes;

    private final Map<Type, LocalTopic<?>> byType = new ConcurrentHashMap<>();

    /** Returns the topic for the type of an injection point. */
    @Produces
    @SuppressWarnings("unchecked") // the key is the topic's type
    <T> Topic<T> topic(InjectionPoint point) {
        return (Topic<T>) byType.computeIfAbsent(
                point.getType(), type -> new LocalTopic<Object>(unitOfWork::afterCommit, lanes::execute));
    }

    @PreDestroy
    void close() {
        byType.values().forEach(LocalTopic::close);
    }
}
