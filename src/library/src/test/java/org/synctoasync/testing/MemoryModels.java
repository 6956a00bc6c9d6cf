package org.synctoasync.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.synctoasync.execution.Lane;
import org.synctoasync.model.Association;
import org.synctoasync.model.LoadFunction;
import org.synctoasync.model.ModelLoaders;
import org.synctoasync.model.RowAttribute;
import org.synctoasync.model.Rows;

/** Load functions over records in memory. There is a record for every key up to a thousand. */
@ApplicationScoped
public class MemoryModels implements ModelLoaders {
    private final List<String> batches = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeLoading = () -> {};

    /** An entity of the tests. */
    public record Book(long id, String name, long writerId) {}

    /** An entity of the tests. */
    public record Writer(long id, String name) {}

    /** An object with an attribute that its getter reads with a statement. */
    public record Left(long id) {
        /** The field that it is read for. */
        public String attribute() {
            return Lane.currentField();
        }
    }

    @Override
    public <V> LoadFunction<?, V> modelLoader(Class<V> entity) {
        if (entity != Book.class && entity != Writer.class) {
            throw new IllegalArgumentException(entity.getName() + " is no entity");
        }
        return new Function<>(entity);
    }

    @Override
    public Collection<Class<?>> entities() {
        return List.of(Book.class, Writer.class);
    }

    @Override
    public Association association(Class<?> entity, String attribute) {
        return null;
    }

    @Override
    public String flaw(Class<?> type, String attribute) {
        return type == Left.class && attribute.equals("attribute") ? "is left to its getter" : null;
    }

    @Override
    public Rows rows(Class<?> entity) {
        return entity == Book.class ? new MemoryRows(batches) : null;
    }

    @Override
    public Rows rows(Class<?> owner, String attribute) {
        return owner == Writer.class && attribute.equals("books") ? new MemoryRows(batches) : null;
    }

    @Override
    public Collection<RowAttribute> attributes(Class<?> type) {
        return type == Book.class
                ? List.of(
                        new RowAttribute("id", Long.class, true, true),
                        new RowAttribute("name", String.class, true, true),
                        new RowAttribute("writer", Writer.class, false, false))
                : List.of(new RowAttribute("name", String.class, true, true));
    }

    @Override
    public Object id(Object entity) {
        return entity instanceof Book book ? book.id() : ((Writer) entity).id();
    }

    /** Sets an action that runs before each batch, on the batch's thread. */
    public void beforeLoading(Runnable action) {
        beforeLoading = action;
    }

    List<String> batches() {
        return List.copyOf(batches);
    }

    private final class Function<V> implements LoadFunction<Long, V> {
        private final Class<V> entity;

        Function(Class<V> entity) {
            this.entity = entity;
        }

        @Override
        public String name() {
            return entity.getSimpleName();
        }

        @Override
        public Class<Long> keyType() {
            return Long.class;
        }

        @Override
        public List<V> load(List<Long> keys) {
            beforeLoading.run();
            batches.add(entity.getSimpleName() + keys);
            return keys.stream()
                    .map(key -> key > 1000 ? null : entity.cast(row(key)))
                    .collect(java.util.stream.Collectors.collectingAndThen(
                            java.util.stream.Collectors.toList(), Collections::unmodifiableList));
        }

        private Object row(long key) {
            return entity == Book.class ? new Book(key, "Book " + key, 100 + key) : new Writer(key, "Writer " + key);
        }
    }
}
