package org.synctoasync.jpa;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.persistence.expressions.Expression;
import org.eclipse.persistence.expressions.ExpressionBuilder;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.queries.ReadAllQuery;
import org.jspecify.annotations.Nullable;
import org.synctoasync.model.LoadFunction;

/**
 * Loads entities by their ids. It takes entities that are in the persistence context without a statement, and reads the
 * others by one statement.
 *
 * <p><b>Threading:</b> immutable; {@link #load} blocks and belongs on a lane, in its transaction.
 */
final class ByIdFunction<K, V> implements LoadFunction<K, V> {
    private final EntityManager entities;
    private final Class<V> entity;
    private final EntityKey key;
    private final KeyQuery query;

    ByIdFunction(EntityManager entities, Class<V> entity, EntityKey key) {
        this.entities = entities;
        this.entity = entity;
        this.key = key;
        this.query = new KeyQuery(
                entities, KeyCriterion.on(key.session().getPlatform(), key.classes()), condition -> query(condition));
    }

    @Override
    public String name() {
        return entity.getSimpleName();
    }

    @Override
    @SuppressWarnings("unchecked") // K is the class of the ids
    public Class<K> keyType() {
        return (Class<K>) key.type();
    }

    @Override
    public List<@Nullable V> load(List<K> keys) {
        Map<Object, V> found = new HashMap<>();
        List<Object> ids = keys.stream().map(key::internal).toList();
        List<Object> missing = new ArrayList<>();
        UnitOfWorkImpl context = entities.unwrap(UnitOfWorkImpl.class);
        for (Object id : ids) {
            Object held = context.getIdentityMapAccessor().getFromIdentityMap(id, entity);
            if (entity.isInstance(held) && !context.isObjectDeleted(held)) {
                found.put(id, entity.cast(held));
            } else {
                missing.add(id);
            }
        }
        for (Object row : query.rows(missing)) {
            found.put(Objects.requireNonNull(key.of(row)), entity.cast(row));
        }
        return ids.stream().<@Nullable V>map(found::get).toList();
    }

    private ObjectLevelReadQuery query(Function<List<Expression>, Expression> condition) {
        ExpressionBuilder row = new ExpressionBuilder(entity);
        ReadAllQuery all = new ReadAllQuery(entity, row);
        boolean hasSubclasses = key.descriptor().hasInheritance();
        all.setShouldOuterJoinSubclasses(hasSubclasses); // without it, EclipseLink sends one statement per subclass
        all.setShouldUseDefaultFetchGroup(!hasSubclasses); // EclipseLink's default omits the subclasses' attributes
        all.setSelectionCriteria(condition.apply(
                key.columns().stream().<Expression>map(row::getField).toList()));
        return all;
    }
}
