package org.synctoasync.jpa;

import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Collection;
import java.util.List;
import org.synctoasync.model.RowAttribute;

/**
 * What rows can be filtered and ordered by.
 *
 * <p><b>Threading:</b> immutable.
 */
record Attributes(Metamodel metamodel) {
    /** The attributes of an entity or an embeddable; none of any other class. */
    Collection<RowAttribute> of(Class<?> type) {
        return metamodel.getManagedTypes().stream()
                .filter(managed -> managed.getJavaType() == type)
                .flatMap(managed -> managed.getSingularAttributes().stream())
                .map(Attributes::describe)
                .toList();
    }

    /** The class of an attribute. */
    Class<?> type(Class<?> entity, List<String> path) {
        return EntityKey.wrapped(last(entity, path).getJavaType());
    }

    /** Whether an attribute may be without a value; a primitive one never is. */
    boolean isNullable(Class<?> entity, List<String> path) {
        SingularAttribute<?, ?> last = last(entity, path);
        return path.size() > 1
                || last.isOptional() && !last.isId() && !last.getJavaType().isPrimitive();
    }

    private SingularAttribute<?, ?> last(Class<?> entity, List<String> path) {
        ManagedType<?> type = metamodel.managedType(entity);
        for (String name : path.subList(0, path.size() - 1)) {
            type = metamodel.managedType(type.getSingularAttribute(name).getJavaType());
        }
        return type.getSingularAttribute(path.get(path.size() - 1));
    }

    private static RowAttribute describe(SingularAttribute<?, ?> attribute) {
        Class<?> type = EntityKey.wrapped(attribute.getJavaType());
        boolean isBasic = attribute.getPersistentAttributeType() == PersistentAttributeType.BASIC;
        return new RowAttribute(attribute.getName(), type, isBasic, isBasic && CursorValues.know(type));
    }
}
